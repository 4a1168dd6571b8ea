package io.tsink.api.store;

/// On whose behalf a batch is written; each has permits of its own.
public enum Admission {
  USER,
  /// Rollups, rules, repair.
  BACKGROUND,
  /// Batches that were acknowledged before.
  REPLAY
}
