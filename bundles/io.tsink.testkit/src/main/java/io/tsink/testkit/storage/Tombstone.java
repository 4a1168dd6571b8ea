package io.tsink.testkit.storage;

import io.tsink.api.Labels;
import io.tsink.api.TimeRange;
import java.util.function.Predicate;

/// What a delete or a range replacement hides.
///
/// @param series which series
/// @param hides the highest sequence that is hidden
/// @param sequence of the commit that wrote it
/// @param exemplars whether exemplars are hidden too
record Tombstone(
    Predicate<Labels> series, TimeRange range, long hides, long sequence, boolean exemplars) {
  boolean hides(long time, long sequenceOfSample) {
    return range.contains(time) && sequenceOfSample <= hides;
  }
}
