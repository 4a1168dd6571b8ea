package io.tsink.testkit.tier;

import io.tsink.spi.tier.TierException;

/// What a [FaultyTier] does to an operation.
public sealed interface Fault {

  /// The request does not reach the place: nothing happens, the exception is thrown.
  record Refused(TierException exception) implements Fault {}

  /// The answer is lost: the operation is applied, then the exception is thrown.
  record ReplyLost(TierException exception) implements Fault {}

  /// Nothing happens until the deadline or the caller ends the call.
  record Stalled() implements Fault {}

  /// A read returns with one bit flipped and says nothing. Other operations are not affected.
  ///
  /// @param index of the byte, counted from the first one asked for, modulo their number
  record Flipped(long index) implements Fault {}

  /// The place cannot be reached.
  static Fault unavailable() {
    return new Refused(new TierException(TierException.Kind.UNAVAILABLE, "injected: unreachable"));
  }

  /// The place has done it, and the connection broke.
  static Fault replyLost() {
    return new ReplyLost(
        new TierException(TierException.Kind.UNAVAILABLE, "injected: connection reset"));
  }
}
