package io.tsink.engine;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.StoreOptions;
import io.tsink.engine.io.StoreFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How an engine behaves. Immutable.
///
/// It is long because it has one field, accessor and setter for each option.
public final class EngineOptions implements StoreOptions {
  private final @Nullable Path dataPath;
  private final TimestampPrecision precision;
  private final @Nullable Duration retention;
  private final @Nullable Duration futureSkew;
  private final Duration partitionWindow;
  private final int maxActivePartitionHeads;
  private final int chunkPoints;
  private final int maxWriters;
  private final Duration writeTimeout;
  private final long memoryBudgetBytes;
  private final long cardinalityLimit;
  private final Duration walSyncInterval;
  private final long walSegmentBytes;
  private final long walSizeLimitBytes;
  private final boolean walSalvage;
  private final Duration flushInterval;
  private final Duration flushIdle;
  private final Duration flushMaxOpen;
  private final Duration flushMaxWaiting;
  private final long flushSegmentBytes;
  private final Duration compactionInterval;
  private final int compactionTrigger;
  private final long compactionReserveBytes;
  private final boolean backgroundFailFast;
  private final Duration closeTimeout;
  private final int keptRequests;
  private final int keptExemplars;
  private final int keptDeletes;
  private final Clock clock;
  private final StoreFiles files;

  private EngineOptions(Builder builder) {
    this.dataPath = builder.dataPath;
    this.precision = builder.precision;
    this.retention = builder.retention;
    this.futureSkew = builder.futureSkew;
    this.partitionWindow = builder.partitionWindow;
    this.maxActivePartitionHeads = builder.maxActivePartitionHeads;
    this.chunkPoints = builder.chunkPoints;
    this.maxWriters = builder.maxWriters;
    this.writeTimeout = builder.writeTimeout;
    this.memoryBudgetBytes = builder.memoryBudgetBytes;
    this.cardinalityLimit = builder.cardinalityLimit;
    this.walSyncInterval = builder.walSyncInterval;
    this.walSegmentBytes = builder.walSegmentBytes;
    this.walSizeLimitBytes = builder.walSizeLimitBytes;
    this.walSalvage = builder.walSalvage;
    this.flushInterval = builder.flushInterval;
    this.flushIdle = builder.flushIdle;
    this.flushMaxOpen = builder.flushMaxOpen;
    this.flushMaxWaiting = builder.flushMaxWaiting;
    this.flushSegmentBytes = builder.flushSegmentBytes;
    this.compactionInterval = builder.compactionInterval;
    this.compactionTrigger = builder.compactionTrigger;
    this.compactionReserveBytes = builder.compactionReserveBytes;
    this.backgroundFailFast = builder.backgroundFailFast;
    this.closeTimeout = builder.closeTimeout;
    this.keptRequests = builder.keptRequests;
    this.keptExemplars = builder.keptExemplars;
    this.keptDeletes = builder.keptDeletes;
    this.clock = builder.clock;
    this.files = builder.files;
  }

  /// The defaults: a store in memory.
  public static Builder builder() {
    return new Builder();
  }

  /// Directory of the store, created when missing; null for a store in memory.
  public @Nullable Path dataPath() {
    return dataPath;
  }

  /// Unit of time of the store, fixed when it is created.
  @Override
  public TimestampPrecision precision() {
    return precision;
  }

  /// Age at which samples expire and from which they are rejected; null keeps all.
  @Override
  public @Nullable Duration retention() {
    return retention;
  }

  /// How far ahead of the clock a sample may be; null for any distance.
  @Override
  public @Nullable Duration futureSkew() {
    return futureSkew;
  }

  /// Width of the time windows that a series is buffered in.
  public Duration partitionWindow() {
    return partitionWindow;
  }

  /// Most windows of a series that are buffered at once.
  public int maxActivePartitionHeads() {
    return maxActivePartitionHeads;
  }

  /// Samples of a series that are encoded together, 1 to 65,535.
  public int chunkPoints() {
    return chunkPoints;
  }

  /// Batches written at once, of each admission.
  public int maxWriters() {
    return maxWriters;
  }

  /// Longest wait of a batch for its turn.
  public Duration writeTimeout() {
    return writeTimeout;
  }

  /// Heap for samples that are not in segments.
  public long memoryBudgetBytes() {
    return memoryBudgetBytes;
  }

  /// Number of series beyond which new ones are refused.
  public long cardinalityLimit() {
    return cardinalityLimit;
  }

  /// Zero for a sync before each acknowledgement, else the time between syncs.
  public Duration walSyncInterval() {
    return walSyncInterval;
  }

  /// Size at which a file of the log is followed by another.
  public long walSegmentBytes() {
    return walSegmentBytes;
  }

  /// Size of the log beyond which writes wait for a flush.
  public long walSizeLimitBytes() {
    return walSizeLimitBytes;
  }

  /// Whether damage in the log is skipped when the store opens, rather than a reason not to open.
  public boolean walSalvage() {
    return walSalvage;
  }

  /// Time between looks for what has to be flushed.
  public Duration flushInterval() {
    return flushInterval;
  }

  /// Age since the last write at which buffered samples are sealed.
  public Duration flushIdle() {
    return flushIdle;
  }

  /// Age since the first write at which buffered samples are sealed.
  public Duration flushMaxOpen() {
    return flushMaxOpen;
  }

  /// Longest wait of sealed samples for a segment.
  public Duration flushMaxWaiting() {
    return flushMaxWaiting;
  }

  /// Encoded bytes that are worth a segment.
  public long flushSegmentBytes() {
    return flushSegmentBytes;
  }

  /// Time between looks for segments to be merged.
  public Duration compactionInterval() {
    return compactionInterval;
  }

  /// Segments of one level that are worth a merge, 2 to 8.
  public int compactionTrigger() {
    return compactionTrigger;
  }

  /// Room on the disk that merging segments leaves; a merge that would not is put off.
  public long compactionReserveBytes() {
    return compactionReserveBytes;
  }

  /// Whether a failure of background work stops writes, rather than being reported only.
  public boolean backgroundFailFast() {
    return backgroundFailFast;
  }

  /// Longest wait of a close for queries under way.
  public Duration closeTimeout() {
    return closeTimeout;
  }

  /// Results that are kept for repeated requests.
  public int keptRequests() {
    return keptRequests;
  }

  /// Most exemplars; those that came first go.
  public int keptExemplars() {
    return keptExemplars;
  }

  /// Deletes that samples of a lower stated sequence are compared with.
  public int keptDeletes() {
    return keptDeletes;
  }

  /// What time it is.
  public Clock clock() {
    return clock;
  }

  StoreFiles files() {
    return files;
  }

  @Override
  public Map<String, String> asMap() {
    var map = new TreeMap<String, String>();
    map.put("data-path", text(dataPath, "memory"));
    map.put("precision", precision.symbol());
    map.put("retention", text(retention, "off"));
    map.put("future-skew", text(futureSkew, "off"));
    map.put("partition-window", partitionWindow.toString());
    map.put("max-active-partition-heads", String.valueOf(maxActivePartitionHeads));
    map.put("chunk-points", String.valueOf(chunkPoints));
    map.put("max-writers", String.valueOf(maxWriters));
    map.put("write-timeout", writeTimeout.toString());
    map.put(
        "memory-budget-bytes",
        memoryBudgetBytes == Long.MAX_VALUE ? "off" : Long.toString(memoryBudgetBytes));
    map.put(
        "cardinality-limit",
        cardinalityLimit == Long.MAX_VALUE ? "off" : Long.toString(cardinalityLimit));
    map.put("wal-sync-interval", walSyncInterval.toString());
    map.put("wal-segment-bytes", String.valueOf(walSegmentBytes));
    map.put("wal-size-limit-bytes", String.valueOf(walSizeLimitBytes));
    map.put("wal-salvage", String.valueOf(walSalvage));
    map.put("flush-interval", flushInterval.toString());
    map.put("flush-idle", flushIdle.toString());
    map.put("flush-max-open", flushMaxOpen.toString());
    map.put("flush-max-waiting", flushMaxWaiting.toString());
    map.put("flush-segment-bytes", String.valueOf(flushSegmentBytes));
    map.put("compaction-interval", compactionInterval.toString());
    map.put("compaction-trigger", String.valueOf(compactionTrigger));
    map.put("compaction-reserve-bytes", String.valueOf(compactionReserveBytes));
    map.put("background-fail-fast", String.valueOf(backgroundFailFast));
    map.put("close-timeout", closeTimeout.toString());
    map.put("kept-requests", String.valueOf(keptRequests));
    map.put("kept-exemplars", String.valueOf(keptExemplars));
    map.put("kept-deletes", String.valueOf(keptDeletes));
    return Collections.unmodifiableMap(map);
  }

  private static String text(@Nullable Object value, String absent) {
    return value == null ? absent : value.toString();
  }

  /// Collects options. Confined.
  public static final class Builder {
    private @Nullable Path dataPath;
    private TimestampPrecision precision = TimestampPrecision.NANOSECONDS;
    private @Nullable Duration retention = Duration.ofDays(14);
    private @Nullable Duration futureSkew = Duration.ofMinutes(15);
    private Duration partitionWindow = Duration.ofHours(1);
    private int maxActivePartitionHeads = 8;
    private int chunkPoints = 2048;
    private int maxWriters = Runtime.getRuntime().availableProcessors();
    private Duration writeTimeout = Duration.ofSeconds(30);
    private long memoryBudgetBytes = Long.MAX_VALUE;
    private long cardinalityLimit = Long.MAX_VALUE;
    private Duration walSyncInterval = Duration.ZERO;
    private long walSegmentBytes = 64L << 20;
    private long walSizeLimitBytes = 4L << 30;
    private boolean walSalvage = false;
    private Duration flushInterval = Duration.ofMillis(250);
    private Duration flushIdle = Duration.ofMinutes(10);
    private Duration flushMaxOpen = Duration.ofHours(2);
    private Duration flushMaxWaiting = Duration.ofMinutes(5);
    private long flushSegmentBytes = 16L << 20;
    private Duration compactionInterval = Duration.ofSeconds(5);
    private int compactionTrigger = 4;
    private long compactionReserveBytes = 64L << 20;
    private boolean backgroundFailFast = true;
    private Duration closeTimeout = Duration.ofSeconds(10);
    private int keptRequests = 65_536;
    private int keptExemplars = 100_000;
    private int keptDeletes = 1_024;
    private Clock clock = Clock.systemUTC();
    private StoreFiles files = StoreFiles.disk();

    private Builder() {}

    /// Directory of the store, created when missing; null for a store in memory.
    public Builder dataPath(@Nullable Path value) {
      dataPath = value;
      return this;
    }

    /// Unit of time of the store, fixed when it is created.
    public Builder precision(TimestampPrecision value) {
      precision = value;
      return this;
    }

    /// Age at which samples expire and from which they are rejected; null keeps all.
    public Builder retention(@Nullable Duration value) {
      if (value != null) {
        positive("retention", value);
      }
      retention = value;
      return this;
    }

    /// How far ahead of the clock a sample may be; null for any distance.
    public Builder futureSkew(@Nullable Duration value) {
      if (value != null) {
        notNegative("futureSkew", value);
      }
      futureSkew = value;
      return this;
    }

    /// Width of the time windows that a series is buffered in.
    public Builder partitionWindow(Duration value) {
      positive("partitionWindow", value);
      partitionWindow = value;
      return this;
    }

    /// Most windows of a series that are buffered at once.
    public Builder maxActivePartitionHeads(int value) {
      between("maxActivePartitionHeads", value, 1, Integer.MAX_VALUE);
      maxActivePartitionHeads = value;
      return this;
    }

    /// Samples of a series that are encoded together, 1 to 65,535.
    public Builder chunkPoints(int value) {
      between("chunkPoints", value, 1, 65_535);
      chunkPoints = value;
      return this;
    }

    /// Batches written at once, of each admission.
    public Builder maxWriters(int value) {
      between("maxWriters", value, 1, Integer.MAX_VALUE);
      maxWriters = value;
      return this;
    }

    /// Longest wait of a batch for its turn.
    public Builder writeTimeout(Duration value) {
      positive("writeTimeout", value);
      writeTimeout = value;
      return this;
    }

    /// Heap for samples that are not in segments.
    public Builder memoryBudgetBytes(long value) {
      between("memoryBudgetBytes", value, 1, Long.MAX_VALUE);
      memoryBudgetBytes = value;
      return this;
    }

    /// Number of series beyond which new ones are refused.
    public Builder cardinalityLimit(long value) {
      between("cardinalityLimit", value, 1, Long.MAX_VALUE);
      cardinalityLimit = value;
      return this;
    }

    /// Zero for a sync before each acknowledgement, else the time between syncs.
    public Builder walSyncInterval(Duration value) {
      notNegative("walSyncInterval", value);
      walSyncInterval = value;
      return this;
    }

    /// Size at which a file of the log is followed by another.
    public Builder walSegmentBytes(long value) {
      between("walSegmentBytes", value, 1, 1L << 31);
      walSegmentBytes = value;
      return this;
    }

    /// Size of the log beyond which writes wait for a flush.
    public Builder walSizeLimitBytes(long value) {
      between("walSizeLimitBytes", value, 1, Long.MAX_VALUE);
      walSizeLimitBytes = value;
      return this;
    }

    /// Whether damage in the log is skipped when the store opens, rather than a reason not to open.
    public Builder walSalvage(boolean value) {
      walSalvage = value;
      return this;
    }

    /// Time between looks for what has to be flushed.
    public Builder flushInterval(Duration value) {
      positive("flushInterval", value);
      flushInterval = value;
      return this;
    }

    /// Age since the last write at which buffered samples are sealed.
    public Builder flushIdle(Duration value) {
      positive("flushIdle", value);
      flushIdle = value;
      return this;
    }

    /// Age since the first write at which buffered samples are sealed.
    public Builder flushMaxOpen(Duration value) {
      positive("flushMaxOpen", value);
      flushMaxOpen = value;
      return this;
    }

    /// Longest wait of sealed samples for a segment.
    public Builder flushMaxWaiting(Duration value) {
      notNegative("flushMaxWaiting", value);
      flushMaxWaiting = value;
      return this;
    }

    /// Encoded bytes that are worth a segment.
    public Builder flushSegmentBytes(long value) {
      between("flushSegmentBytes", value, 1, Long.MAX_VALUE);
      flushSegmentBytes = value;
      return this;
    }

    /// Time between looks for segments to be merged.
    public Builder compactionInterval(Duration value) {
      positive("compactionInterval", value);
      compactionInterval = value;
      return this;
    }

    /// Segments of one level that are worth a merge, 2 to 8.
    public Builder compactionTrigger(int value) {
      between("compactionTrigger", value, 2, 8);
      compactionTrigger = value;
      return this;
    }

    /// Room on the disk that merging segments leaves; a merge that would not is put off.
    public Builder compactionReserveBytes(long value) {
      between("compactionReserveBytes", value, 0, Long.MAX_VALUE / 2);
      compactionReserveBytes = value;
      return this;
    }

    /// Whether a failure of background work stops writes, rather than being reported only.
    public Builder backgroundFailFast(boolean value) {
      backgroundFailFast = value;
      return this;
    }

    /// Longest wait of a close for queries under way.
    public Builder closeTimeout(Duration value) {
      notNegative("closeTimeout", value);
      closeTimeout = value;
      return this;
    }

    /// Results that are kept for repeated requests.
    public Builder keptRequests(int value) {
      between("keptRequests", value, 1, Integer.MAX_VALUE);
      keptRequests = value;
      return this;
    }

    /// Most exemplars; those that came first go.
    public Builder keptExemplars(int value) {
      between("keptExemplars", value, 1, Integer.MAX_VALUE);
      keptExemplars = value;
      return this;
    }

    /// Deletes that samples of a lower stated sequence are compared with.
    public Builder keptDeletes(int value) {
      between("keptDeletes", value, 1, Integer.MAX_VALUE);
      keptDeletes = value;
      return this;
    }

    /// What time it is.
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    Builder files(StoreFiles value) {
      files = value;
      return this;
    }

    private static void positive(String name, Duration value) {
      if (!value.isPositive()) {
        throw new IllegalArgumentException("%s %s, expected more than 0".formatted(name, value));
      }
    }

    private static void notNegative(String name, Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException("%s %s, expected 0 or more".formatted(name, value));
      }
    }

    private static void between(String name, long value, long least, long most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            "%s %d, expected %d to %d".formatted(name, value, least, most));
      }
    }

    public EngineOptions build() {
      return new EngineOptions(this);
    }
  }
}
