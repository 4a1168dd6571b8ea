package io.tsink.ingest;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.SampleBatch;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/// Batches that are not in use, so that a request need not grow a new one. Thread-safe.
final class BatchPool {
  private static final int MAX_LAYOUTS = 256;

  private final int maxBatches;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<SampleBatch> free = new ArrayDeque<>();

  /// @param maxBatches most batches kept
  /// @param maxBytes a batch that holds more memory is not kept
  BatchPool(int maxBatches, long maxBytes) {
    this.maxBatches = maxBatches;
    this.maxBytes = maxBytes;
  }

  /// Returns an empty batch in milliseconds.
  SampleBatch take() {
    lock.lock();
    try {
      SampleBatch kept = free.pollLast();
      return kept != null ? kept : new SampleBatch(TimestampPrecision.MILLISECONDS);
    } finally {
      lock.unlock();
    }
  }

  /// Takes a batch back.
  void give(SampleBatch batch) {
    batch.clear(TimestampPrecision.MILLISECONDS);
    if (batch.histograms().layoutCount() > MAX_LAYOUTS) {
      batch.histograms().forgetLayouts();
    }
    if (batch.heapBytes() > maxBytes) {
      return;
    }
    lock.lock();
    try {
      if (free.size() < maxBatches) {
        free.addLast(batch);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Returns about how many bytes of values a batch holds.
  static long usedBytes(SampleBatch batch) {
    long histogramBytes = 0;
    int histograms = batch.histograms().size();
    if (histograms > 0) {
      int end = batch.histograms().bucketStart(histograms - 1);
      histogramBytes = 64L * histograms + 8L * end;
    }
    return 32L * batch.rows() + batch.bytes().bytes() + histogramBytes;
  }
}
