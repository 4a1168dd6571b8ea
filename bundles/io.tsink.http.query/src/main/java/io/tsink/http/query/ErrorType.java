package io.tsink.http.query;

import io.tsink.api.store.ErrorKind;

/// The `errorType` of a failed answer, and its status.
enum ErrorType {
  BAD_DATA("bad_data", 400),
  EXECUTION("execution", 422),
  TIMEOUT("timeout", 503),
  CANCELED("canceled", 499),
  INTERNAL("internal", 500),
  UNAVAILABLE("unavailable", 503),
  NOT_FOUND("not_found", 404);

  private final String text;
  private final int status;

  ErrorType(String text, int status) {
    this.text = text;
    this.status = status;
  }

  String text() {
    return text;
  }

  int status() {
    return status;
  }

  /// What a failure of the store is to the client.
  static ErrorType of(ErrorKind kind) {
    return switch (kind) {
      case TIMEOUT -> TIMEOUT;
      case CANCELED -> CANCELED;
      case NOT_FOUND -> NOT_FOUND;
      case INVALID_ARGUMENT, INVALID_TIME_RANGE, MALFORMED -> BAD_DATA;
      default ->
          switch (kind.category()) {
            case USER -> EXECUTION;
            case LOAD, LIFECYCLE, EXTERNAL -> UNAVAILABLE;
            case INTERNAL -> INTERNAL;
          };
    };
  }
}
