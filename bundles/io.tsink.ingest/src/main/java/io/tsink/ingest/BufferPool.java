package io.tsink.ingest;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Byte arrays of powers of two that are not in use. Thread-safe.
final class BufferPool {
  private static final int SMALLEST = 16;
  private static final int LARGEST = 26;

  private final ReentrantLock lock = new ReentrantLock();
  private final long maxKeptBytes;
  private final List<ArrayDeque<byte[]>> free;
  private long keptBytes;

  /// @param maxKeptBytes most bytes kept for later
  BufferPool(long maxKeptBytes) {
    this.maxKeptBytes = maxKeptBytes;
    this.free = Stream.generate(ArrayDeque<byte[]>::new).limit(LARGEST - SMALLEST + 1).toList();
  }

  /// Returns an array of at least that length, whose content is undefined.
  byte[] take(int length) {
    int bits = Math.max(SMALLEST, Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
    if (length <= 1) {
      bits = SMALLEST;
    }
    if (bits > LARGEST) {
      return new byte[length];
    }
    lock.lock();
    try {
      byte[] kept = free.get(bits - SMALLEST).pollLast();
      if (kept != null) {
        keptBytes -= kept.length;
        return kept;
      }
    } finally {
      lock.unlock();
    }
    return new byte[1 << bits];
  }

  /// Takes an array back.
  void give(byte[] array) {
    int bits = Integer.numberOfTrailingZeros(array.length);
    if (array.length != 1 << bits || bits < SMALLEST || bits > LARGEST) {
      return;
    }
    lock.lock();
    try {
      if (keptBytes + array.length <= maxKeptBytes) {
        keptBytes += array.length;
        free.get(bits - SMALLEST).addLast(array);
      }
    } finally {
      lock.unlock();
    }
  }

  long keptBytes() {
    lock.lock();
    try {
      return keptBytes;
    } finally {
      lock.unlock();
    }
  }
}
