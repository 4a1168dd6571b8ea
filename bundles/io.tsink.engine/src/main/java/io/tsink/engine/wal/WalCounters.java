package io.tsink.engine.wal;

/// What a log has done since it was opened. Guarded by the lock of the log.
final class WalCounters {
  private long groups;
  private long appendedBytes;
  private long writes;
  private long syncs;
  private long failures;

  void appended(int bytes) {
    groups++;
    appendedBytes += bytes;
  }

  void written() {
    writes++;
  }

  void synced() {
    syncs++;
  }

  void failed() {
    failures++;
  }

  WalStatistics statistics(int segments, long sizeBytes, long unsyncedBytes) {
    return new WalStatistics(
        segments, sizeBytes, unsyncedBytes, groups, appendedBytes, writes, syncs, failures);
  }
}
