package io.tsink.engine.view;

import io.tsink.api.TimeRange;
import io.tsink.engine.index.Postings;

/// Tells which series have samples, for verbs that do not read themselves.
public interface MatchingSeries {
  /// Those of some series of which a view sees samples in a range.
  ///
  /// @param maxSequence samples of a higher sequence do not count
  Postings withSamples(ReadView view, Postings candidates, TimeRange range, long maxSequence);
}
