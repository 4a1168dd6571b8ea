package io.tsink.engine.view;

import io.tsink.api.TimeRange;

/// One step of hiding: samples of some series within a range, up to a sequence. Immutable; the
/// array is given.
///
/// @param seriesIds in any order
/// @param sequence the highest that is hidden
/// @param exemplars whether exemplars are hidden too
@SuppressWarnings("ArrayRecordComponent") // given once, compared by nobody
public record Hide(int[] seriesIds, TimeRange range, long sequence, boolean exemplars) {}
