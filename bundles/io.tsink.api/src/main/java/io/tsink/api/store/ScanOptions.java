package io.tsink.api.store;

/// Where a page of rows begins and how long it is. Immutable; each `with…` method returns changed
/// options.
public final class ScanOptions {
  /// Most rows of a page unless it is said.
  public static final int DEFAULT_ROWS = 10_000;

  private static final ScanOptions FIRST = new ScanOptions(DEFAULT_ROWS, 0, "");

  private final int maxRows;
  private final long rowOffset;
  private final String token;

  private ScanOptions(int maxRows, long rowOffset, String token) {
    this.maxRows = maxRows;
    this.rowOffset = rowOffset;
    this.token = token;
  }

  /// The first page.
  public static ScanOptions first() {
    return FIRST;
  }

  /// The page after another one.
  public static ScanOptions after(RowPage page) {
    return FIRST.withToken(page.nextToken());
  }

  /// Most rows of the page.
  public int maxRows() {
    return maxRows;
  }

  /// Number of rows before the page.
  public long rowOffset() {
    return rowOffset;
  }

  /// The place where the page before ended; empty for none. It outdoes [#rowOffset], costs less,
  /// and does not shift when rows are written or deleted before it.
  public String token() {
    return token;
  }

  /// Limits the page.
  ///
  /// @param value at least 1
  /// @throws StorageException of kind `INVALID_ARGUMENT` otherwise
  public ScanOptions withMaxRows(int value) {
    if (value < 1) {
      throw new StorageException(
          ErrorKind.INVALID_ARGUMENT, "%d rows a page, expected at least 1".formatted(value));
    }
    return new ScanOptions(value, rowOffset, token);
  }

  /// Begins after some rows.
  ///
  /// @throws StorageException of kind `INVALID_ARGUMENT` when it is negative
  public ScanOptions withRowOffset(long value) {
    return new ScanOptions(maxRows, Verbs.notNegative("row offset", value), token);
  }

  /// Begins where another page ended.
  ///
  /// @param value [RowPage#nextToken] of the page before
  public ScanOptions withToken(String value) {
    return new ScanOptions(maxRows, rowOffset, value);
  }
}
