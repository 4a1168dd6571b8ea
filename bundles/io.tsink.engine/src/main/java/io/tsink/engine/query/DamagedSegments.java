package io.tsink.engine.query;

import io.tsink.engine.segment.Segment;

/// Is told of segments that contradict their checksums. Must return at once.
public interface DamagedSegments {
  void found(Segment segment, String reason);
}
