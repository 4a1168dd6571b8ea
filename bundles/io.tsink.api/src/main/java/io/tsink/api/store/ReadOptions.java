package io.tsink.api.store;

/// How a querier reads. Immutable; each `with…` method returns changed options.
public final class ReadOptions {
  /// [#asOf] of a querier that sees everything.
  public static final long LATEST = Long.MAX_VALUE;

  private static final ReadOptions DEFAULTS =
      new ReadOptions(Consistency.ONE, Partial.FAIL, true, true, LATEST);

  private final Consistency consistency;
  private final Partial partial;
  private final boolean warm;
  private final boolean cold;
  private final long asOf;

  private ReadOptions(
      Consistency consistency, Partial partial, boolean warm, boolean cold, long asOf) {
    this.consistency = consistency;
    this.partial = partial;
    this.warm = warm;
    this.cold = cold;
    this.asOf = asOf;
  }

  /// Everything that is there, and an error when something cannot be read.
  public static ReadOptions defaults() {
    return DEFAULTS;
  }

  /// What happens when a part of the answer is missing. No constant is ever added.
  public enum Partial {
    /// The read fails.
    FAIL,
    /// The read goes on and [Querier#warnings] tells.
    WARN
  }

  public Consistency consistency() {
    return consistency;
  }

  public Partial partial() {
    return partial;
  }

  /// Whether the warm tier is read.
  public boolean warm() {
    return warm;
  }

  /// Whether the cold tier is read.
  public boolean cold() {
    return cold;
  }

  /// The sequence after which nothing is seen, or [#LATEST].
  public long asOf() {
    return asOf;
  }

  public ReadOptions withConsistency(Consistency value) {
    return new ReadOptions(value, partial, warm, cold, asOf);
  }

  public ReadOptions withPartial(Partial value) {
    return new ReadOptions(consistency, value, warm, cold, asOf);
  }

  public ReadOptions withTiers(boolean includeWarm, boolean includeCold) {
    return new ReadOptions(consistency, partial, includeWarm, includeCold, asOf);
  }

  public ReadOptions withAsOf(long sequence) {
    return new ReadOptions(consistency, partial, warm, cold, sequence);
  }
}
