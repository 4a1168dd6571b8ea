package io.tsink.engine.compact;

import io.tsink.engine.segment.SegmentName;
import java.util.List;

/// Which segments become one. Immutable.
///
/// @param level of the output
/// @param inputs at least one
record CompactionPlan(int level, List<SegmentName> inputs) {
  CompactionPlan {
    inputs = List.copyOf(inputs);
  }
}
