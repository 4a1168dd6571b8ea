package io.tsink.http.query;

/// A request that is answered with an error.
final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorType type;

  ApiFailure(ErrorType type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  ErrorType type() {
    return type;
  }

  static ApiFailure badParameter(String name, String message) {
    return new ApiFailure(
        ErrorType.BAD_DATA, "invalid parameter \"%s\": %s".formatted(name, message));
  }
}
