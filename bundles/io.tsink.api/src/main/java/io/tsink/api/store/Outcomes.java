package io.tsink.api.store;

import java.util.Arrays;
import java.util.StringJoiner;

/// Which rows of a batch were rejected, and why. A row that is not named was accepted.
///
/// Counts are exact; rows and details are kept for the first [#MAX_DETAILS] rejections of a commit.
/// Immutable.
public final class Outcomes {
  /// Most rejections whose row and detail are kept.
  public static final int MAX_DETAILS = 1_000;

  private static final Outcomes NONE =
      new Outcomes(0, new int[0], new Reason[0], new String[0], new long[0]);
  private static final Reason[] REASONS = Reason.values();

  private final long rejected;
  private final int[] rows;
  private final Reason[] reasons;
  private final String[] details;
  private final long[] counts;

  private Outcomes(long rejected, int[] rows, Reason[] reasons, String[] details, long[] counts) {
    this.rejected = rejected;
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
    return rejected;
  }

  public boolean allWereAccepted() {
    return rejected == 0;
  }

  /// Number of rows rejected for a reason.
  public long rejected(Reason reason) {
    return reason.ordinal() < counts.length ? counts[reason.ordinal()] : 0;
  }

  /// Number of rejections kept one by one.
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

  /// Names the series and the bound that was hit.
  public String detail(int index) {
    return details[index];
  }

  /// Whether every rejection was for a limit, so that the rows could be accepted later.
  public boolean onlyLimits() {
    long limits = 0;
    for (Reason reason : REASONS) {
      if (reason.retry() == Reason.Retry.LIMIT) {
        limits += rejected(reason);
      }
    }
    return rejected > 0 && limits == rejected;
  }

  /// One sentence: how many rows were rejected, by reason, with the first detail.
  public String summary() {
    if (rejected == 0) {
      return "no row was rejected";
    }
    var byReason = new StringJoiner(", ");
    for (Reason reason : REASONS) {
      if (rejected(reason) > 0) {
        byReason.add(reason + " " + rejected(reason));
      }
    }
    String first = details.length == 0 ? "" : "; first: row %d: %s".formatted(rows[0], details[0]);
    return "%d rows rejected (%s)%s".formatted(rejected, byReason, first);
  }

  /// Collects rejections. Confined and reusable; it allocates nothing while everything is accepted.
  public static final class Recorder {
    private long rejected;
    private int kept;
    private int[] rows = new int[0];
    private Reason[] reasons = new Reason[0];
    private String[] details = new String[0];
    private final long[] counts = new long[REASONS.length];

    /// Forgets everything.
    public void clear() {
      if (rejected > 0) {
        rejected = 0;
        kept = 0;
        Arrays.fill(counts, 0);
      }
    }

    /// Number of rejections so far.
    public long rejected() {
      return rejected;
    }

    /// Whether a further rejection would be kept with its detail, so that it is worth making one.
    public boolean wantsDetail() {
      return kept < MAX_DETAILS;
    }

    /// Adds a rejection.
    public void reject(int row, Reason reason, String detail) {
      rejected++;
      counts[reason.ordinal()]++;
      if (kept == MAX_DETAILS) {
        return;
      }
      if (kept == rows.length) {
        int capacity = Math.min(MAX_DETAILS, Math.max(8, 2 * kept));
        rows = Arrays.copyOf(rows, capacity);
        reasons = Arrays.copyOf(reasons, capacity);
        details = Arrays.copyOf(details, capacity);
      }
      rows[kept] = row;
      reasons[kept] = reason;
      details[kept++] = detail;
    }

    /// Adds the rejections of a part.
    public void addAll(Outcomes part) {
      for (int i = 0; i < part.size(); i++) {
        reject(part.row(i), part.reason(i), part.detail(i));
      }
      for (Reason reason : REASONS) {
        counts[reason.ordinal()] += part.rejected(reason);
      }
      for (int i = 0; i < part.size(); i++) {
        counts[part.reason(i).ordinal()]--;
      }
      rejected += part.rejected() - part.size();
    }

    /// The rejections so far.
    public Outcomes outcomes() {
      if (rejected == 0) {
        return NONE;
      }
      return new Outcomes(
          rejected,
          Arrays.copyOf(rows, kept),
          Arrays.copyOf(reasons, kept),
          Arrays.copyOf(details, kept),
          counts.clone());
    }
  }
}
