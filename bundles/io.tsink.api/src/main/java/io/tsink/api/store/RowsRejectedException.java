package io.tsink.api.store;

/// Some rows of a batch were rejected; the others are stored.
public final class RowsRejectedException extends StorageException {
  private static final long serialVersionUID = 1L;

  private final transient CommitResult result;

  public RowsRejectedException(CommitResult result) {
    super(ErrorKind.ROWS_REJECTED, result.outcomes().summary());
    this.result = result;
  }

  /// What was stored and what was not.
  public CommitResult result() {
    return result;
  }
}
