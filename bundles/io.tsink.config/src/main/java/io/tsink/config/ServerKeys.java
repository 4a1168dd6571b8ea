package io.tsink.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The keys of the server, one constant each, and the rules over them.
public final class ServerKeys {
  /// PID of the storage engine.
  public static final String ENGINE_PID = "io.tsink.engine";

  /// PID of the HTTP host.
  public static final String HTTP_PID = "io.tsink.http";

  /// PID of the query API.
  public static final String QUERY_PID = "io.tsink.http.query";

  /// PID of the ingest host.
  public static final String INGEST_PID = "io.tsink.ingest";

  /// PID of the logging service.
  public static final String LOG_PID = "org.ops4j.pax.logging";

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;

  public static final ConfigKey<Path> DATA_PATH =
      ConfigKey.named("data-path", KeyType.path())
          .defaultChosen("data/ of the unpacked archive when it is writable, else ./tsink-data")
          .describedAs("Folder of the store. It is created when missing.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<List<String>> FEATURES =
      ConfigKey.named(
              "features",
              KeyType.listOf(KeyType.text(Pattern.compile("[a-z0-9-]+"), "a feature's name")))
          .defaultsTo("")
          .describedAs(
              "Feature documents of the folder features/ that make up this server, with those they"
                  + " require. An empty list stands for every document but the optional ones.")
          .build();

  public static final ConfigKey<ListenAddress> HTTP_LISTEN =
      ConfigKey.named("http.listen", KeyType.listenAddress())
          .defaultsTo("127.0.0.1:9201")
          .describedAs(
              "Address and port of the HTTP server; port 0 lets the system choose."
                  + " Other addresses than the loopback need authentication or http.insecure.")
          .alias("listen")
          .pid(HTTP_PID, listen -> Map.of("host", listen.host(), "port", listen.port()))
          .build();

  public static final ConfigKey<Boolean> HTTP_INSECURE =
      ConfigKey.named("http.insecure", KeyType.flag())
          .defaultsTo("false")
          .describedAs("Whether other machines may connect although nobody has to authenticate.")
          .alias("insecure")
          .build();

  public static final ConfigKey<Integer> HTTP_MAX_CONNECTIONS =
      ConfigKey.named("http.max-connections", KeyType.integer(1, 1_000_000))
          .defaultsTo("1024")
          .describedAs("Connections open at once; more wait to be accepted.")
          .pid(HTTP_PID)
          .build();

  public static final ConfigKey<Duration> HTTP_IDLE_TIMEOUT =
      ConfigKey.named("http.idle-timeout", KeyType.duration(Duration.ofMillis(100), DAY))
          .defaultsTo("30s")
          .describedAs("Time without traffic after which a connection is closed.")
          .pid(HTTP_PID)
          .build();

  public static final ConfigKey<Duration> HTTP_SHUTDOWN_GRACE =
      ConfigKey.named("http.shutdown-grace", KeyType.duration(Duration.ZERO, HOUR))
          .defaultsTo("10s")
          .describedAs("Time that requests under way have to end when the server stops.")
          .pid(HTTP_PID)
          .build();

  public static final ConfigKey<Long> HTTP_MAX_REQUEST_SIZE =
      ConfigKey.named("http.max-request-size", KeyType.size(KIB, 1L << 40))
          .defaultsTo("32MiB")
          .describedAs("Largest body as it is sent, before it is decompressed.")
          .pid(HTTP_PID)
          .pid(INGEST_PID)
          .build();

  public static final ConfigKey<Long> HTTP_MAX_DECODED_SIZE =
      ConfigKey.named("http.max-decoded-size", KeyType.size(KIB, 1L << 40))
          .defaultsTo("256MiB")
          .describedAs("Largest body after it is decompressed.")
          .pid(HTTP_PID)
          .pid(INGEST_PID)
          .build();

  public static final ConfigKey<String> STORAGE_PRECISION =
      ConfigKey.named("storage.precision", KeyType.choice("ns", "us", "ms", "s"))
          .defaultsTo("ms")
          .describedAs("Unit of time of the store, fixed when the store is created.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Duration> STORAGE_RETENTION =
      ConfigKey.named(
              "storage.retention",
              KeyType.durationOr("off", MILLISECOND, Duration.ofDays(365 * 200L)))
          .defaultsTo("14d")
          .describedAs("Age at which samples expire; older ones are refused. off keeps all.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Duration> STORAGE_FUTURE_SKEW =
      ConfigKey.named(
              "storage.future-skew", KeyType.duration(Duration.ZERO, Duration.ofDays(365 * 200L)))
          .defaultsTo("15m")
          .describedAs("How far ahead of the clock a sample may be; later ones are refused.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<String> STORAGE_WAL_SYNC =
      ConfigKey.named("storage.wal-sync", KeyType.choice("per-append", "periodic"))
          .defaultsTo("per-append")
          .describedAs(
              "When a write is safe from power loss: before it is acknowledged, or after at most"
                  + " storage.wal-sync-interval.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Duration> STORAGE_WAL_SYNC_INTERVAL =
      ConfigKey.named("storage.wal-sync-interval", KeyType.duration(MILLISECOND, HOUR))
          .defaultsTo("1s")
          .describedAs("Time between syncs when storage.wal-sync is periodic.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Long> STORAGE_WAL_SEGMENT_SIZE =
      ConfigKey.named("storage.wal-segment-size", KeyType.size(64 * KIB, 1L << 30))
          .defaultsTo("64MiB")
          .describedAs("Size at which a file of the log is followed by another.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Long> STORAGE_WAL_SIZE_LIMIT =
      ConfigKey.named("storage.wal-size-limit", KeyType.size(MIB, 1L << 40))
          .defaultsTo("4GiB")
          .describedAs("Size of the log beyond which writes wait for a flush.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<String> STORAGE_WAL_REPLAY =
      ConfigKey.named("storage.wal-replay", KeyType.choice("strict", "salvage"))
          .defaultsTo("strict")
          .describedAs(
              "What damage in the log does to a start: it is refused, or the damage is skipped and"
                  + " told. The torn end that a crash leaves is no damage.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Integer> STORAGE_CHUNK_POINTS =
      ConfigKey.named("storage.chunk-points", KeyType.integer(1, 65_535))
          .defaultsTo("2048")
          .describedAs("Samples of a series that are encoded together.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Duration> STORAGE_FLUSH_INTERVAL =
      ConfigKey.named("storage.flush-interval", KeyType.duration(MILLISECOND, HOUR))
          .defaultsTo("250ms")
          .describedAs("Time between looks for sealed chunks to be written to segments.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Long> STORAGE_FLUSH_SIZE =
      ConfigKey.named("storage.flush-size", KeyType.size(KIB, 1L << 30))
          .defaultsTo("16MiB")
          .describedAs("Sealed chunks of this size together are worth a segment.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Duration> STORAGE_FLUSH_WAIT =
      ConfigKey.named("storage.flush-wait", KeyType.duration(MILLISECOND, DAY))
          .defaultsTo("5m")
          .describedAs("Longest wait of a sealed chunk for others that make up a segment.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Duration> STORAGE_COMPACTION_INTERVAL =
      ConfigKey.named("storage.compaction-interval", KeyType.duration(MILLISECOND, HOUR))
          .defaultsTo("5s")
          .describedAs("Time between looks for segments to be merged or removed for their age.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Long> STORAGE_CARDINALITY_LIMIT =
      ConfigKey.named("storage.cardinality-limit", KeyType.numberOr("off", 1, Long.MAX_VALUE))
          .defaultsTo("off")
          .describedAs("Number of series beyond which new ones are refused.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Long> STORAGE_MEMORY_BUDGET =
      ConfigKey.named("storage.memory-budget", KeyType.sizeOr("auto", MIB, Long.MAX_VALUE))
          .defaultsTo("auto")
          .describedAs(
              "Memory for samples not yet in segments; writes wait or are refused beyond it."
                  + " auto is half of the heap.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Integer> STORAGE_MAX_WRITERS =
      ConfigKey.named("storage.max-writers", KeyType.integerOr("auto", 1, 4096))
          .defaultsTo("auto")
          .describedAs("Batches written at once. auto is the number of CPUs.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Duration> STORAGE_WRITE_TIMEOUT =
      ConfigKey.named("storage.write-timeout", KeyType.duration(MILLISECOND, HOUR))
          .defaultsTo("30s")
          .describedAs("Longest wait of a batch for its turn.")
          .pid(ENGINE_PID)
          .build();

  public static final ConfigKey<Duration> QUERY_TIMEOUT =
      ConfigKey.named("query.timeout", KeyType.duration(MILLISECOND, DAY))
          .defaultsTo("2m")
          .describedAs("Time after which a query is stopped; a request may ask for less.")
          .pid(QUERY_PID)
          .build();

  public static final ConfigKey<Long> QUERY_MAX_SAMPLES =
      ConfigKey.named("query.max-samples", KeyType.number(1, Long.MAX_VALUE))
          .defaultsTo("50000000")
          .describedAs("Samples that a query may hold in memory at once.")
          .pid(QUERY_PID)
          .build();

  public static final ConfigKey<Integer> QUERY_MAX_CONCURRENCY =
      ConfigKey.named("query.max-concurrency", KeyType.integer(1, 10_000))
          .defaultsTo("20")
          .describedAs("Queries evaluated at once; more wait.")
          .pid(QUERY_PID)
          .build();

  public static final ConfigKey<Duration> QUERY_LOOKBACK_DELTA =
      ConfigKey.named("query.lookback-delta", KeyType.duration(MILLISECOND, DAY))
          .defaultsTo("5m")
          .describedAs("How far back an instant looks for the latest sample of a series.")
          .pid(QUERY_PID)
          .build();

  public static final ConfigKey<Path> PLUGINS_FOLDER =
      ConfigKey.named("plugins.folder", KeyType.path())
          .defaultChosen("plugins/ of the unpacked archive")
          .describedAs(
              "Folder whose bundles are installed, replaced and removed as files come and go.")
          .build();

  public static final ConfigKey<Duration> PLUGINS_SWAP_DEADLINE =
      ConfigKey.named("plugins.swap-deadline", KeyType.duration(Duration.ZERO, HOUR))
          .defaultsTo("10s")
          .describedAs("Longest wait of a request for the successor of a protocol that left.")
          .pid(INGEST_PID)
          .build();

  public static final ConfigKey<String> LOG_LEVEL =
      ConfigKey.named("log.level", KeyType.choice("error", "warn", "info", "debug", "trace"))
          .defaultsTo("info")
          .describedAs("Least important kind of message that is logged.")
          .pid(LOG_PID, level -> Map.of("log4j2.rootLogger.level", level.toUpperCase(Locale.ROOT)))
          .build();

  private static final ConfigRule NO_OPEN_DOOR =
      new ConfigRule(List.of(HTTP_LISTEN, HTTP_INSECURE), ServerKeys::openDoor);

  private static final ConfigRule ONE_PLUGIN_FOLDER =
      new ConfigRule(List.of(PLUGINS_FOLDER), ServerKeys::severalPluginFolders);

  private ServerKeys() {}

  /// Returns the catalog of the server.
  public static KeyCatalog catalog() {
    return new KeyCatalog(
        List.of(
            DATA_PATH,
            FEATURES,
            HTTP_LISTEN,
            HTTP_INSECURE,
            HTTP_MAX_CONNECTIONS,
            HTTP_IDLE_TIMEOUT,
            HTTP_SHUTDOWN_GRACE,
            HTTP_MAX_REQUEST_SIZE,
            HTTP_MAX_DECODED_SIZE,
            STORAGE_PRECISION,
            STORAGE_RETENTION,
            STORAGE_FUTURE_SKEW,
            STORAGE_WAL_SYNC,
            STORAGE_WAL_SYNC_INTERVAL,
            STORAGE_WAL_SEGMENT_SIZE,
            STORAGE_WAL_SIZE_LIMIT,
            STORAGE_WAL_REPLAY,
            STORAGE_CHUNK_POINTS,
            STORAGE_FLUSH_INTERVAL,
            STORAGE_FLUSH_SIZE,
            STORAGE_FLUSH_WAIT,
            STORAGE_COMPACTION_INTERVAL,
            STORAGE_CARDINALITY_LIMIT,
            STORAGE_MEMORY_BUDGET,
            STORAGE_MAX_WRITERS,
            STORAGE_WRITE_TIMEOUT,
            QUERY_TIMEOUT,
            QUERY_MAX_SAMPLES,
            QUERY_MAX_CONCURRENCY,
            QUERY_LOOKBACK_DELTA,
            PLUGINS_FOLDER,
            PLUGINS_SWAP_DEADLINE,
            LOG_LEVEL),
        List.of(NO_OPEN_DOOR, ONE_PLUGIN_FOLDER));
  }

  private static List<ConfigError> openDoor(EffectiveConfig config) {
    ListenAddress listen = config.get(HTTP_LISTEN);
    if (listen.loopback() || config.get(HTTP_INSECURE)) {
      return List.of();
    }
    return List.of(
        new ConfigError(
            config.origin(HTTP_LISTEN).toString(),
            ("http.listen: other machines can reach \"%s\" and nobody has to authenticate,"
                    + " expected a loopback address such as 127.0.0.1:%d, or http.insecure: true"
                    + " (--insecure) to allow it")
                .formatted(listen, listen.port())));
  }

  /// The framework's folder watcher takes a comma as the start of a second folder.
  private static List<ConfigError> severalPluginFolders(EffectiveConfig config) {
    if (config.get(PLUGINS_FOLDER).toString().indexOf(',') < 0) {
      return List.of();
    }
    return List.of(
        new ConfigError(
            config.origin(PLUGINS_FOLDER).toString(),
            "plugins.folder: found \"%s\", expected a path without a comma"
                .formatted(config.text(PLUGINS_FOLDER))));
  }
}
