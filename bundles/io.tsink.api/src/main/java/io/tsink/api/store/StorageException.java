package io.tsink.api.store;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// A failure of a store. The message says what failed, where, what was found and what was expected.
public class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;

  public StorageException(ErrorKind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  public StorageException(ErrorKind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  public ErrorKind kind() {
    return kind;
  }
}
