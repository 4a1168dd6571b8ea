package io.tsink.api.store;

import java.util.Arrays;
import java.util.StringJoiner;

/// Which rows of a batch were rejected, and why. A row that is not named was accepted.
///
/// Row and reason are kept of every rejection, details of the first [#MAX_DETAILS] of a commit.
/// Immutable.
public final class Outcomes {
  /// Most rejections whose detail is kept.
  public static final int MAX_DETAILS = 1_000;

  private static final Outcomes NONE =
      new Outcomes(new int[0], new Reason[0], new String[0], new long[0]);
  private static final Reason[] REASONS = Reason.values();

  private final int[] rows;
  private final Reason[] reasons;
  private final String[] details;
  private final long[] counts;

  private Outcomes(int[] rows, Reason[] reasons, String[] details, long[] counts) {
    this.rows = rows;
    this.reasons = reasons;
    this.details = details;
    this.counts = counts;
  }

  /// Everything was accepted.
  public static Outcomes allAccepted() {
    return NONE;
  }

  /// Number of rows rejected.
  public long rejected() {
    return rows.length;
  }

  public boolean allWereAccepted() {
    return rows.length == 0;
  }

  /// Number of rows rejected for a reason.
  public long rejected(Reason reason) {
    return reason.ordinal() < counts.length ? counts[reason.ordinal()] : 0;
  }

  /// Number of rejections, which are told one by one.
  public int size() {
    return rows.length;
  }

  /// The row of rejection `index`: its original number in the batch, or its origin where one was
  /// set.
  public int row(int index) {
    return rows[index];
  }

  public Reason reason(int index) {
    return reasons[index];
  }

  /// Names the series and the bound that was hit; empty beyond the first [#MAX_DETAILS].
  public String detail(int index) {
    return index < details.length ? details[index] : "";
  }

  /// Whether every rejection was for a limit, so that the rows could be accepted later.
  public boolean onlyLimits() {
    long limits = 0;
    for (Reason reason : REASONS) {
      if (reason.retry() == Reason.Retry.LIMIT) {
        limits += rejected(reason);
      }
    }
    return rows.length > 0 && limits == rows.length;
  }

  /// One sentence: how many rows were rejected, by reason, with the first detail.
  public String summary() {
    if (rows.length == 0) {
      return "no row was rejected";
    }
    var byReason = new StringJoiner(", ");
    for (Reason reason : REASONS) {
      if (rejected(reason) > 0) {
        byReason.add(reason + " " + rejected(reason));
      }
    }
    return "%d rows rejected (%s); first: row %d: %s"
        .formatted(rows.length, byReason, rows[0], details[0]);
  }

  /// Collects rejections. Confined and reusable; it allocates nothing while everything is accepted.
  public static final class Recorder {
    private int rejected;
    private int[] rows = new int[0];
    private Reason[] reasons = new Reason[0];
    private String[] details = new String[0];
    private final long[] counts = new long[REASONS.length];

    /// Forgets everything.
    public void clear() {
      if (rejected > 0) {
        rejected = 0;
        Arrays.fill(counts, 0);
      }
    }

    /// Number of rejections so far.
    public long rejected() {
      return rejected;
    }

    /// Whether the detail of a further rejection would be kept, so that it is worth making one.
    public boolean wantsDetail() {
      return rejected < MAX_DETAILS;
    }

    /// Adds a rejection.
    public void reject(int row, Reason reason, String detail) {
      if (rejected == rows.length) {
        int capacity = Math.max(8, 2 * rejected);
        rows = Arrays.copyOf(rows, capacity);
        reasons = Arrays.copyOf(reasons, capacity);
        details = Arrays.copyOf(details, Math.min(MAX_DETAILS, capacity));
      }
      if (rejected < MAX_DETAILS) {
        details[rejected] = detail;
      }
      rows[rejected] = row;
      reasons[rejected++] = reason;
      counts[reason.ordinal()]++;
    }

    /// Adds the rejections of a part.
    public void addAll(Outcomes part) {
      for (int i = 0; i < part.size(); i++) {
        reject(part.row(i), part.reason(i), part.detail(i));
      }
    }

    /// The rejections so far.
    public Outcomes outcomes() {
      if (rejected == 0) {
        return NONE;
      }
      return new Outcomes(
          Arrays.copyOf(rows, rejected),
          Arrays.copyOf(reasons, rejected),
          Arrays.copyOf(details, Math.min(MAX_DETAILS, rejected)),
          counts.clone());
    }
  }
}
