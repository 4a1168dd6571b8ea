package io.tsink.engine.series;

/// What another owner hangs on a [Series] so that it needs no map of its own, such as the buffers
/// of a series in the head.
public interface SeriesAttachment {}
