package io.tsink.promql;

/// A query that has no answer; the message is meant for who asked.
public final class PromqlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Why there is no answer.
  public enum Kind {
    /// The expression or a parameter is not valid.
    BAD_DATA("bad_data"),
    /// The data met, a limit, or a construct that is not supported.
    EXECUTION("execution"),
    /// The deadline passed.
    TIMEOUT("timeout"),
    /// The query was cancelled.
    CANCELED("canceled"),
    /// Storage failed.
    INTERNAL("internal");

    private final String errorType;

    Kind(String errorType) {
      this.errorType = errorType;
    }

    /// The `errorType` of the HTTP API.
    public String errorType() {
      return errorType;
    }
  }

  private final Kind kind;

  public PromqlException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public PromqlException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
