package io.tsink.ingest;

import io.tsink.api.store.Storage;
import io.tsink.telemetry.MetricScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Ingest over one store: the catalogue of protocols and what their sinks share. Thread-safe.
///
/// Closing lets all protocols finish and go; the store stays open.
public final class IngestService implements AutoCloseable {
  private static final int KEPT_BATCHES = 64;
  private static final long KEPT_BATCH_BYTES = 16L << 20;

  private final SeriesTable series;
  private final ProtocolCatalog catalog;
  private final MetricScope metrics;
  private final Thread epochs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stop = lock.newCondition();
  private boolean closed;

  /// @param storage the top one
  /// @param metrics given, closed with the service; its prefix is `tsink_ingest`
  public IngestService(
      Storage storage, IngestOptions options, InstantSource clock, MetricScope metrics) {
    this(storage, options, clock, metrics, System::nanoTime);
  }

  IngestService(
      Storage storage,
      IngestOptions options,
      InstantSource clock,
      MetricScope metrics,
      LongSupplier nanoTime) {
    this.metrics = metrics;
    series = new SeriesTable(options.maxKnownSeries());
    metrics.gauge(
        "known_series", "Series that the sinks find without parsing labels.", series::size);
    var batches = new BatchPool(KEPT_BATCHES, KEPT_BATCH_BYTES);
    var opener = new ProtocolOpener(storage, options, clock, metrics, series, batches);
    catalog = new ProtocolCatalog(opener, options, clock, nanoTime);
    epochs = Thread.ofVirtual().name("tsink-ingest-epochs").start(() -> advance(options.epoch()));
  }

  public ProtocolCatalog catalog() {
    return catalog;
  }

  private void advance(Duration epoch) {
    lock.lock();
    try {
      while (!closed) {
        if (stop.awaitNanos(epoch.toNanos()) <= 0) {
          series.advanceEpoch();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      stop.signalAll();
    } finally {
      lock.unlock();
    }
    catalog.close();
    epochs.interrupt();
    metrics.close();
  }
}
