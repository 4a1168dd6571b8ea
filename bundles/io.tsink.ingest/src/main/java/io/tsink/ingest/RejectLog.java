package io.tsink.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.store.Reason;
import io.tsink.spi.ingest.RejectRecorder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The last few refusals of one protocol, for operators. Thread-safe.
///
/// Of a burst only some are kept: at most [#PER_SECOND] a second.
public final class RejectLog implements RejectRecorder {
  /// How many refusals are kept.
  public static final int KEPT = 64;

  /// How many bytes of the input are kept.
  public static final int INPUT_BYTES = 256;

  /// How many refusals of one second are kept.
  public static final int PER_SECOND = 8;

  private final InstantSource clock;
  private final ProtocolMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long second;
  private int inSecond;

  RejectLog(InstantSource clock, ProtocolMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
  }

  /// One refusal.
  ///
  /// @param input the beginning of what was refused; empty when only the detail is known
  public record Entry(Instant at, Reason reason, String detail, String input) {}

  /// Returns the refusals kept, the last one last.
  public List<Entry> entries() {
    lock.lock();
    try {
      return List.copyOf(entries);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void reject(Reason reason, String detail, byte[] input, int offset, int length) {
    metrics.rejected(reason, 1);
    keep(reason, detail, input, offset, length);
  }

  /// Keeps a refusal that is counted elsewhere.
  void keep(Reason reason, String detail, byte[] input, int offset, int length) {
    Instant now = clock.instant();
    lock.lock();
    try {
      if (now.getEpochSecond() != second) {
        second = now.getEpochSecond();
        inSecond = 0;
      }
      if (inSecond++ >= PER_SECOND) {
        return;
      }
      if (entries.size() == KEPT) {
        entries.removeFirst();
      }
      int shown = Math.min(length, INPUT_BYTES);
      entries.addLast(new Entry(now, reason, detail, new String(input, offset, shown, UTF_8)));
    } finally {
      lock.unlock();
    }
  }
}
