package io.tsink.api.store;

import org.jspecify.annotations.Nullable;

/// How a batch is committed. Immutable; each `with…` method returns changed options.
public final class CommitOptions {
  /// Sequence that stands for "the store assigns the next one".
  public static final long ASSIGN = -1;

  private static final CommitOptions DEFAULTS =
      new CommitOptions(null, null, ASSIGN, null, Admission.USER, false);

  private final @Nullable Durability durability;
  private final @Nullable IdempotencyKey key;
  private final long sequence;
  private final @Nullable Consistency consistency;
  private final Admission admission;
  private final boolean dryRun;

  private CommitOptions(
      @Nullable Durability durability,
      @Nullable IdempotencyKey key,
      long sequence,
      @Nullable Consistency consistency,
      Admission admission,
      boolean dryRun) {
    this.durability = durability;
    this.key = key;
    this.sequence = sequence;
    this.consistency = consistency;
    this.admission = admission;
    this.dryRun = dryRun;
  }

  /// What the store does on its own.
  public static CommitOptions defaults() {
    return DEFAULTS;
  }

  /// The least durability at which the commit may return; null for that of the store's mode.
  public @Nullable Durability durability() {
    return durability;
  }

  /// The name of the batch, logged together with its rows; null for none.
  public @Nullable IdempotencyKey idempotencyKey() {
    return key;
  }

  /// The sequence of the batch, or [#ASSIGN].
  public long sequence() {
    return sequence;
  }

  /// How many replicas must have the batch; null for the default.
  public @Nullable Consistency consistency() {
    return consistency;
  }

  public Admission admission() {
    return admission;
  }

  /// Whether only the outcomes are wanted.
  public boolean dryRun() {
    return dryRun;
  }

  public CommitOptions withDurability(Durability value) {
    return new CommitOptions(value, key, sequence, consistency, admission, dryRun);
  }

  public CommitOptions withIdempotencyKey(IdempotencyKey value) {
    return new CommitOptions(durability, value, sequence, consistency, admission, dryRun);
  }

  /// These options with a sequence that the caller states.
  ///
  /// @param value not negative
  public CommitOptions withSequence(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("sequence %d, expected 0 or more".formatted(value));
    }
    return new CommitOptions(durability, key, value, consistency, admission, dryRun);
  }

  public CommitOptions withConsistency(Consistency value) {
    return new CommitOptions(durability, key, sequence, value, admission, dryRun);
  }

  public CommitOptions withAdmission(Admission value) {
    return new CommitOptions(durability, key, sequence, consistency, value, dryRun);
  }

  public CommitOptions withDryRun(boolean value) {
    return new CommitOptions(durability, key, sequence, consistency, admission, value);
  }
}
