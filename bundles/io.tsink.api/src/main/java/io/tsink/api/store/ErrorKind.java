package io.tsink.api.store;

/// What sort of failure happened, with the HTTP status and the advice to retry that follow from it.
///
/// This is the one table for every protocol. Kinds may be added; whoever meets an unknown one goes
/// by its [Category] and [#retry].
public enum ErrorKind {
  INVALID_ARGUMENT(Category.USER, 400, Retry.NO),
  INVALID_TIME_RANGE(Category.USER, 400, Retry.NO),
  MALFORMED(Category.USER, 400, Retry.NO),
  ROWS_REJECTED(Category.USER, 400, Retry.NO),
  UNSUPPORTED_OPERATION(Category.USER, 400, Retry.NO),
  UNSUPPORTED_AGGREGATION(Category.USER, 400, Retry.NO),
  UNAUTHENTICATED(Category.USER, 401, Retry.NO),
  FORBIDDEN(Category.USER, 403, Retry.NO),
  NOT_FOUND(Category.USER, 404, Retry.NO),
  ALREADY_EXISTS(Category.USER, 409, Retry.NO),
  CONFLICT(Category.USER, 409, Retry.NO),
  STALE_EPOCH(Category.USER, 409, Retry.YES),
  TOO_LARGE(Category.USER, 413, Retry.NO),
  UNSUPPORTED_MEDIA(Category.USER, 415, Retry.NO),
  LIMIT_EXCEEDED(Category.USER, 422, Retry.NO),
  OVERLOADED(Category.LOAD, 503, Retry.LATER),
  TENANT_OVERLOADED(Category.LOAD, 429, Retry.LATER),
  WRITE_TIMEOUT(Category.LOAD, 503, Retry.LATER),
  MEMORY_BUDGET_EXCEEDED(Category.LOAD, 503, Retry.LATER),
  WAL_FULL(Category.LOAD, 503, Retry.LATER),
  STORAGE_FULL(Category.LOAD, 507, Retry.YES),
  NOT_READY(Category.LIFECYCLE, 503, Retry.YES),
  STORAGE_CLOSED(Category.LIFECYCLE, 503, Retry.YES),
  SHUTTING_DOWN(Category.LIFECYCLE, 503, Retry.YES),
  FENCED(Category.LIFECYCLE, 503, Retry.YES),
  READ_ONLY(Category.LIFECYCLE, 503, Retry.YES),
  CODEC_MISSING(Category.EXTERNAL, 503, Retry.YES),
  TIER_UNAVAILABLE(Category.EXTERNAL, 503, Retry.YES),
  INSUFFICIENT_REPLICAS(Category.EXTERNAL, 503, Retry.YES),
  CONSISTENCY_TIMEOUT(Category.EXTERNAL, 504, Retry.YES),
  TIMEOUT(Category.LOAD, 503, Retry.YES),
  CANCELED(Category.USER, 499, Retry.NO),
  CORRUPTION(Category.INTERNAL, 500, Retry.NO),
  IO(Category.INTERNAL, 500, Retry.YES),
  INTERNAL(Category.INTERNAL, 500, Retry.NO);

  private final Category category;
  private final int httpStatus;
  private final Retry retry;

  ErrorKind(Category category, int httpStatus, Retry retry) {
    this.category = category;
    this.httpStatus = httpStatus;
    this.retry = retry;
  }

  public Category category() {
    return category;
  }

  /// The HTTP status of an answer that fails for this reason.
  public int httpStatus() {
    return httpStatus;
  }

  public Retry retry() {
    return retry;
  }

  /// Who can do something about a failure. No constant is ever added.
  public enum Category {
    /// The caller: the same request will fail again.
    USER,
    /// Time: the store is busy.
    LOAD,
    /// The store is starting, stopping or stopped.
    LIFECYCLE,
    /// Something outside of the store is away.
    EXTERNAL,
    /// An operator.
    INTERNAL
  }

  /// Whether trying again makes sense. No constant is ever added.
  public enum Retry {
    NO,
    YES,
    /// Yes, after a pause that the answer should name.
    LATER
  }
}
