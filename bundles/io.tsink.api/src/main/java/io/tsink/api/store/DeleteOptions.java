package io.tsink.api.store;

import org.jspecify.annotations.Nullable;

/// How a delete is carried out. Immutable; each `with…` method returns changed options.
public final class DeleteOptions {
  private static final DeleteOptions DEFAULTS =
      new DeleteOptions(CommitOptions.ASSIGN, null, false);

  private final long sequence;
  private final @Nullable IdempotencyKey key;
  private final boolean dryRun;

  private DeleteOptions(long sequence, @Nullable IdempotencyKey key, boolean dryRun) {
    this.sequence = sequence;
    this.key = key;
    this.dryRun = dryRun;
  }

  public static DeleteOptions defaults() {
    return DEFAULTS;
  }

  /// The sequence of the delete, or [CommitOptions#ASSIGN].
  public long sequence() {
    return sequence;
  }

  public @Nullable IdempotencyKey idempotencyKey() {
    return key;
  }

  /// Whether only the counts are wanted.
  public boolean dryRun() {
    return dryRun;
  }

  public DeleteOptions withSequence(long value) {
    return new DeleteOptions(value, key, dryRun);
  }

  public DeleteOptions withIdempotencyKey(IdempotencyKey value) {
    return new DeleteOptions(sequence, value, dryRun);
  }

  public DeleteOptions withDryRun(boolean value) {
    return new DeleteOptions(sequence, key, value);
  }
}
