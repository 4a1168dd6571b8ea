package io.tsink.api.store;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to each row of a list that was inserted. Immutable.
public final class WriteResult {
  private final int rows;
  private final CommitResult commit;

  /// Indexes into the outcomes, by row.
  private final Map<Integer, Integer> rejections = new HashMap<>();

  WriteResult(int rows, CommitResult commit) {
    this.rows = rows;
    this.commit = commit;
    Outcomes outcomes = commit.outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      rejections.put(outcomes.row(i), i);
    }
  }

  /// Number of rows that were given.
  public int rows() {
    return rows;
  }

  /// Whether a row is stored.
  public boolean accepted(int row) {
    return reason(row) == null;
  }

  /// Whether every row is stored.
  public boolean allWereAccepted() {
    return commit.outcomes().allWereAccepted();
  }

  /// Why a row is not stored, or null when it is.
  ///
  /// @param row its place in the list
  /// @throws IndexOutOfBoundsException when there is no such row
  public @Nullable Reason reason(int row) {
    Integer rejection = rejection(row);
    return rejection == null ? null : commit.outcomes().reason(rejection);
  }

  /// Names the series and the bound that was hit; empty for a stored row.
  public String detail(int row) {
    Integer rejection = rejection(row);
    return rejection == null ? "" : commit.outcomes().detail(rejection);
  }

  private @Nullable Integer rejection(int row) {
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException("row %d of %d".formatted(row, rows));
    }
    return rejections.get(row);
  }

  /// What the stored rows have reached.
  public Durability durability() {
    return commit.durability();
  }

  /// The result of the commit behind it.
  public CommitResult commit() {
    return commit;
  }
}
