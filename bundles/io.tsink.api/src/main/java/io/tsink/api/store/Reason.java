package io.tsink.api.store;

/// Why a row, exemplar or metadata entry was rejected. Reasons may be added; callers that must
/// decide switch over [#retry].
public enum Reason {
  NO_METRIC_NAME(Retry.PERMANENT),
  INVALID_LABELS(Retry.PERMANENT),
  RESERVED_LABEL(Retry.PERMANENT),
  LABEL_LIMIT(Retry.PERMANENT),
  TOO_OLD(Retry.PERMANENT),
  TOO_FAR_IN_FUTURE(Retry.PERMANENT),
  TIMESTAMP_OUT_OF_RANGE(Retry.PERMANENT),
  WRONG_VALUE_KIND(Retry.PERMANENT),
  INVALID_HISTOGRAM(Retry.PERMANENT),
  VALUE_TOO_LARGE(Retry.PERMANENT),
  UNSUPPORTED_VALUE(Retry.PERMANENT),
  CARDINALITY_LIMIT(Retry.LIMIT),
  TENANT_LIMIT(Retry.LIMIT),
  OUT_OF_ORDER_EXEMPLAR(Retry.PERMANENT),
  INVALID_EXEMPLAR(Retry.PERMANENT),
  MALFORMED(Retry.PERMANENT);

  private final Retry retry;

  Reason(Retry retry) {
    this.retry = retry;
  }

  public Retry retry() {
    return retry;
  }

  /// Whether the same row could be accepted later. No constant is ever added.
  public enum Retry {
    /// Never.
    PERMANENT,
    /// When a limit is raised or used less.
    LIMIT
  }
}
