package io.tsink.ingest;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;

/// What a client is told about a failure. Immutable.
///
/// @param status the HTTP status
/// @param retryAfterSeconds for the header `Retry-After`, 0 for none
/// @param text one line for the body
public record FailureAnswer(int status, int retryAfterSeconds, String text) {
  private static final int OVERLOAD_SECONDS = 1;
  private static final int AWAY_SECONDS = 5;

  /// Returns the answer to a failure. Only a [StorageException] is meant for clients; of anything
  /// else they are not told what it was.
  public static FailureAnswer of(Throwable failure) {
    if (!(failure instanceof StorageException stored)) {
      return new FailureAnswer(
          ErrorKind.INTERNAL.httpStatus(), 0, "the server failed, its log says why\n");
    }
    ErrorKind kind = stored.kind();
    return new FailureAnswer(kind.httpStatus(), retryAfter(kind), stored.getMessage() + "\n");
  }

  private static int retryAfter(ErrorKind kind) {
    return switch (kind.retry()) {
      case NO -> 0;
      case LATER -> OVERLOAD_SECONDS;
      case YES -> kind.httpStatus() == 503 ? AWAY_SECONDS : 0;
    };
  }
}
