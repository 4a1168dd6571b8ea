package io.tsink.promql.eval;

/// A query that cannot be answered.
public final class QueryFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Whose fault it is.
  public enum Reason {
    /// The expression or its parameters.
    BAD_DATA,
    /// The data met while evaluating, a limit, or something not supported.
    EXECUTION
  }

  private final Reason reason;

  QueryFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static QueryFailure execution(String message) {
    return new QueryFailure(Reason.EXECUTION, message);
  }

  static QueryFailure unsupported(String construct) {
    return new QueryFailure(Reason.EXECUTION, "unsupported: " + construct);
  }

  static QueryFailure badData(String message) {
    return new QueryFailure(Reason.BAD_DATA, message);
  }

  public Reason reason() {
    return reason;
  }
}
