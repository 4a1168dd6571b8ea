package io.tsink.spi.ingest;

import io.tsink.api.store.Durability;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;

/// What has become of the input of one request, connection or flush. Immutable.
///
/// All counts are totals over the flushes so far. Rejections of rows include what the parser
/// refused; positions are origins where the protocol set them.
public final class IngestResult {
  private static final IngestResult NOTHING = builder().build();

  private final long samples;
  private final long histograms;
  private final long exemplars;
  private final long metadata;
  private final Outcomes rows;
  private final Outcomes exemplarRows;
  private final Outcomes metadataRows;
  private final Durability durability;

  private IngestResult(Builder builder) {
    samples = builder.samples;
    histograms = builder.histograms;
    exemplars = builder.exemplars;
    metadata = builder.metadata;
    rows = builder.rows;
    exemplarRows = builder.exemplarRows;
    metadataRows = builder.metadataRows;
    durability = builder.durability;
  }

  /// Returns the result of no input.
  public static IngestResult nothing() {
    return NOTHING;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Returns the samples stored that are no histograms.
  public long samples() {
    return samples;
  }

  /// Returns the histograms stored.
  public long histograms() {
    return histograms;
  }

  /// Returns the exemplars stored.
  public long exemplars() {
    return exemplars;
  }

  /// Returns the metadata entries stored.
  public long metadata() {
    return metadata;
  }

  /// Returns which samples, histograms and pieces of input were rejected.
  public Outcomes rows() {
    return rows;
  }

  /// Returns which exemplars were rejected.
  public Outcomes exemplarRows() {
    return exemplarRows;
  }

  /// Returns which metadata entries were rejected.
  public Outcomes metadataRows() {
    return metadataRows;
  }

  /// Returns the least durability that any stored row has reached.
  public Durability durability() {
    return durability;
  }

  /// Tells whether nothing was rejected.
  public boolean complete() {
    return rejected() == 0;
  }

  /// Returns the number of all rejections: rows, exemplars and metadata entries.
  public long rejected() {
    return rows.rejected() + exemplarRows.rejected() + metadataRows.rejected();
  }

  /// Returns the number of samples and histograms stored.
  public long stored() {
    return samples + histograms;
  }

  /// Returns whether sending the rejected rows again makes sense: [Reason.Retry#LIMIT] only when
  /// nothing at all was stored and every rejection was for a limit, so that a sender that tries
  /// again neither repeats stored rows nor repeats for ever.
  public Reason.Retry retry() {
    boolean limitsOnly =
        !complete()
            && stored() + exemplars + metadata == 0
            && isEmptyOrLimits(rows)
            && isEmptyOrLimits(exemplarRows)
            && isEmptyOrLimits(metadataRows);
    return limitsOnly ? Reason.Retry.LIMIT : Reason.Retry.PERMANENT;
  }

  private static boolean isEmptyOrLimits(Outcomes outcomes) {
    return outcomes.allWereAccepted() || outcomes.onlyLimits();
  }

  /// Returns the HTTP status that tells a sender what to do: 204 when everything was stored, 429
  /// when [#retry] says that waiting may help, else 400, after which senders go on.
  public int httpStatus() {
    if (complete()) {
      return 204;
    }
    return retry() == Reason.Retry.LIMIT ? 429 : 400;
  }

  /// Returns one line for what was stored and one for each rejection, the first of each sort.
  ///
  /// @param unit what a position counts, such as `line`
  /// @param most lines for rejections
  public String report(String unit, int most) {
    var text = new StringBuilder();
    text.append("stored: %d samples".formatted(samples));
    if (histograms > 0) {
      text.append(", %d histograms".formatted(histograms));
    }
    if (exemplars > 0) {
      text.append(", %d exemplars".formatted(exemplars));
    }
    if (metadata > 0) {
      text.append(", %d metadata entries".formatted(metadata));
    }
    text.append("; rejected: %d\n".formatted(rejected()));
    int left = most;
    left = list(text, unit, rows, left);
    left = list(text, "exemplar", exemplarRows, left);
    left = list(text, "metadata entry", metadataRows, left);
    long unlisted = rejected() - (most - left);
    if (unlisted > 0) {
      text.append("… and %d more\n".formatted(unlisted));
    }
    return text.toString();
  }

  private static int list(StringBuilder text, String unit, Outcomes outcomes, int most) {
    int shown = Math.min(most, outcomes.size());
    for (int i = 0; i < shown; i++) {
      text.append(
          "%s %d: %s: %s\n"
              .formatted(unit, outcomes.row(i), outcomes.reason(i), outcomes.detail(i)));
    }
    return most - shown;
  }

  /// Collects the parts of a result. Confined; used by hosts.
  public static final class Builder {
    private long samples;
    private long histograms;
    private long exemplars;
    private long metadata;
    private Outcomes rows = Outcomes.allAccepted();
    private Outcomes exemplarRows = Outcomes.allAccepted();
    private Outcomes metadataRows = Outcomes.allAccepted();
    private Durability durability = Durability.DURABLE;

    private Builder() {}

    public Builder samples(long value) {
      samples = value;
      return this;
    }

    public Builder histograms(long value) {
      histograms = value;
      return this;
    }

    public Builder exemplars(long value) {
      exemplars = value;
      return this;
    }

    public Builder metadata(long value) {
      metadata = value;
      return this;
    }

    public Builder rows(Outcomes value) {
      rows = value;
      return this;
    }

    public Builder exemplarRows(Outcomes value) {
      exemplarRows = value;
      return this;
    }

    public Builder metadataRows(Outcomes value) {
      metadataRows = value;
      return this;
    }

    public Builder durability(Durability value) {
      durability = value;
      return this;
    }

    public IngestResult build() {
      return new IngestResult(this);
    }
  }
}
