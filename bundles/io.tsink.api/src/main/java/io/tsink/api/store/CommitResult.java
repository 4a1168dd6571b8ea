package io.tsink.api.store;

/// What a commit did. Immutable.
public final class CommitResult {
  private final Durability durability;
  private final long sequence;
  private final long samples;
  private final long histograms;
  private final long exemplars;
  private final long metadata;
  private final Outcomes outcomes;
  private final Outcomes exemplarOutcomes;
  private final Outcomes metadataOutcomes;
  private final Acks acks;
  private final boolean replayed;

  private CommitResult(Builder builder) {
    this.durability = builder.durability;
    this.sequence = builder.sequence;
    this.samples = builder.samples;
    this.histograms = builder.histograms;
    this.exemplars = builder.exemplars;
    this.metadata = builder.metadata;
    this.outcomes = builder.outcomes;
    this.exemplarOutcomes = builder.exemplarOutcomes;
    this.metadataOutcomes = builder.metadataOutcomes;
    this.acks = builder.acks;
    this.replayed = builder.replayed;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// What the batch has reached.
  public Durability durability() {
    return durability;
  }

  /// The sequence of the batch.
  public long sequence() {
    return sequence;
  }

  /// Accepted rows that are no histograms.
  public long samples() {
    return samples;
  }

  /// Accepted rows that are histograms.
  public long histograms() {
    return histograms;
  }

  /// Accepted exemplars.
  public long exemplars() {
    return exemplars;
  }

  /// Accepted metadata entries.
  public long metadata() {
    return metadata;
  }

  /// The rejected rows.
  public Outcomes outcomes() {
    return outcomes;
  }

  /// The rejected exemplars, numbered on their own.
  public Outcomes exemplarOutcomes() {
    return exemplarOutcomes;
  }

  /// The rejected metadata entries, numbered on their own.
  public Outcomes metadataOutcomes() {
    return metadataOutcomes;
  }

  /// Which replicas have the batch.
  public Acks acks() {
    return acks;
  }

  /// Whether the batch had been committed before under the same key. Sequence and counts are those
  /// of then; the outcomes too, unless the store was restarted since.
  public boolean replayed() {
    return replayed;
  }

  /// How many replicas have a batch.
  ///
  /// @param required replicas that had to acknowledge
  /// @param received replicas that did
  /// @param hinted replicas that will get the batch later
  public record Acks(int required, int received, int hinted) {
    /// This node alone.
    public static final Acks LOCAL = new Acks(1, 1, 0);
  }

  /// Collects the parts of a result. Confined.
  public static final class Builder {
    private Durability durability = Durability.VOLATILE;
    private long sequence;
    private long samples;
    private long histograms;
    private long exemplars;
    private long metadata;
    private Outcomes outcomes = Outcomes.allAccepted();
    private Outcomes exemplarOutcomes = Outcomes.allAccepted();
    private Outcomes metadataOutcomes = Outcomes.allAccepted();
    private Acks acks = Acks.LOCAL;
    private boolean replayed;

    private Builder() {}

    public Builder durability(Durability value) {
      durability = value;
      return this;
    }

    public Builder sequence(long value) {
      sequence = value;
      return this;
    }

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

    public Builder outcomes(Outcomes value) {
      outcomes = value;
      return this;
    }

    public Builder exemplarOutcomes(Outcomes value) {
      exemplarOutcomes = value;
      return this;
    }

    public Builder metadataOutcomes(Outcomes value) {
      metadataOutcomes = value;
      return this;
    }

    public Builder acks(Acks value) {
      acks = value;
      return this;
    }

    public Builder replayed(boolean value) {
      replayed = value;
      return this;
    }

    public CommitResult build() {
      return new CommitResult(this);
    }
  }
}
