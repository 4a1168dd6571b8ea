package io.tsink.api.store;

/// What a delete did.
///
/// @param series series that had visible samples in the range
/// @param tombstones tombstones written
/// @param sequence the sequence of the delete
public record DeleteResult(long series, long tombstones, long sequence) {}
