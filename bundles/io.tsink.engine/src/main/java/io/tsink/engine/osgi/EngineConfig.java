package io.tsink.engine.osgi;

/// The properties of the PID `io.tsink.engine`. Of numbers for which a word may stand, such as
/// `off` and `auto`, 0 is that word.
@interface EngineConfig {
  String data_path();

  String precision() default "ms";

  /// 0 is off.
  long retention_ms() default 1_209_600_000L;

  long future_skew_ms() default 900_000;

  /// `per-append` or `periodic`.
  String wal_sync() default "per-append";

  long wal_sync_interval_ms() default 1_000;

  long wal_segment_size_bytes() default 64L << 20;

  long wal_size_limit_bytes() default 4L << 30;

  /// `strict` or `salvage`.
  String wal_replay() default "strict";

  int chunk_points() default 2048;

  long flush_interval_ms() default 250;

  long flush_size_bytes() default 16L << 20;

  long flush_wait_ms() default 300_000;

  long compaction_interval_ms() default 5_000;

  /// 0 is off.
  long cardinality_limit() default 0;

  /// 0 is automatic.
  long memory_budget_bytes() default 0;

  /// 0 is automatic.
  int max_writers() default 0;

  long write_timeout_ms() default 30_000;
}
