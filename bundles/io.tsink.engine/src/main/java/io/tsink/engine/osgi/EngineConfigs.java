package io.tsink.engine.osgi;

import io.tsink.api.TimestampPrecision;
import io.tsink.engine.EngineOptions;
import java.nio.file.Path;
import java.time.Duration;

/// Makes options of the configuration.
final class EngineConfigs {
  private EngineConfigs() {}

  /// The options, with the words `off` and `auto` resolved.
  ///
  /// @throws IllegalArgumentException when a value is none
  static EngineOptions options(EngineConfig config) {
    EngineOptions.Builder options =
        EngineOptions.builder()
            .dataPath(Path.of(config.data_path()))
            .precision(TimestampPrecision.ofSymbol(config.precision()))
            .retention(config.retention_ms() == 0 ? null : Duration.ofMillis(config.retention_ms()))
            .futureSkew(Duration.ofMillis(config.future_skew_ms()))
            .walSyncInterval(syncInterval(config))
            .walSegmentBytes(config.wal_segment_size_bytes())
            .walSizeLimitBytes(config.wal_size_limit_bytes())
            .walSalvage(salvages(config))
            .chunkPoints(config.chunk_points())
            .flushInterval(Duration.ofMillis(config.flush_interval_ms()))
            .flushSegmentBytes(config.flush_size_bytes())
            .flushMaxWaiting(Duration.ofMillis(config.flush_wait_ms()))
            .compactionInterval(Duration.ofMillis(config.compaction_interval_ms()))
            .memoryBudgetBytes(
                config.memory_budget_bytes() == 0
                    ? Runtime.getRuntime().maxMemory() / 2
                    : config.memory_budget_bytes())
            .writeTimeout(Duration.ofMillis(config.write_timeout_ms()));
    if (config.cardinality_limit() != 0) {
      options.cardinalityLimit(config.cardinality_limit());
    }
    if (config.max_writers() != 0) {
      options.maxWriters(config.max_writers());
    }
    return options.build();
  }

  private static boolean salvages(EngineConfig config) {
    return switch (config.wal_replay()) {
      case "strict" -> false;
      case "salvage" -> true;
      default ->
          throw new IllegalArgumentException(
              "wal.replay \"%s\", expected strict or salvage".formatted(config.wal_replay()));
    };
  }

  private static Duration syncInterval(EngineConfig config) {
    return switch (config.wal_sync()) {
      case "per-append" -> Duration.ZERO;
      case "periodic" -> Duration.ofMillis(config.wal_sync_interval_ms());
      default ->
          throw new IllegalArgumentException(
              "wal.sync \"%s\", expected per-append or periodic".formatted(config.wal_sync()));
    };
  }
}
