package io.tsink.api.store;

/// Names a batch so that a repetition of it is recognised and not stored again.
///
/// @param origin who sends, such as a random number drawn once
/// @param number which batch of that sender
public record IdempotencyKey(long origin, long number) {}
