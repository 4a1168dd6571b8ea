package io.tsink.spi.tier;

import java.time.Duration;

/// A tier operation failed. The message names the key, what was found and what was expected.
public final class TierException extends RuntimeException {

  /// What sort of failure it is; callers treat a kind they do not know as [#UNAVAILABLE].
  public enum Kind {
    /// There is no such object.
    NOT_FOUND(false),
    /// The condition of a write does not hold.
    PRECONDITION_FAILED(false),
    /// The place asks for fewer requests; see [TierException#retryAfter].
    THROTTLED(true),
    /// The place refuses the credentials.
    UNAUTHORIZED(false),
    /// The place cannot be reached or cannot answer; a write may have been applied.
    UNAVAILABLE(true),
    /// Bytes are not what was stored or stated.
    CORRUPT(false),
    /// The request cannot be meant: a range outside the object, a missing trait.
    INVALID(false),
    /// The deadline passed; a write may have been applied.
    TIMEOUT(false),
    /// The caller gave up; a write may have been applied.
    CANCELED(false);

    private final boolean retryable;

    Kind(boolean retryable) {
      this.retryable = retryable;
    }

    /// Tells whether the same request may succeed later.
    public boolean retryable() {
      return retryable;
    }
  }

  private final Kind kind;
  private final Duration retryAfter;

  public TierException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.retryAfter = Duration.ZERO;
  }

  public TierException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = Duration.ZERO;
  }

  private TierException(Duration retryAfter, String message) {
    super(message);
    this.kind = Kind.THROTTLED;
    this.retryAfter = retryAfter;
  }

  /// Returns the exception of a place that asks for fewer requests.
  ///
  /// @param retryAfter how long to wait, zero when the place does not say
  public static TierException throttled(Duration retryAfter, String message) {
    return new TierException(retryAfter, message);
  }

  public Kind kind() {
    return kind;
  }

  /// Returns how long the place asks to wait; zero when it does not say.
  public Duration retryAfter() {
    return retryAfter;
  }
}
