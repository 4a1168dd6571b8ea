package io.tsink.engine.chunk;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.CodecSelfTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The codecs that are there now. Thread-safe.
///
/// Each change puts a new immutable set in the place of the old one; nothing of a codec that left
/// is kept once the leases on older sets have ended. The lock is a leaf; no codec is called under
/// it.
public final class CodecCatalog {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition leaseEnded = lock.newCondition();
  private final Map<String, String> refused = new TreeMap<>();

  /// Older sets that leases still hold.
  private final List<Codecs> outgoing = new ArrayList<>();

  private volatile Codecs current;

  /// A catalogue of the engine's own codecs.
  public CodecCatalog() {
    current =
        new Codecs(
            List.of(
                builtIn(new RawLongs()),
                builtIn(new RawDoubles()),
                builtIn(new RawBools()),
                builtIn(new RawBytes()),
                builtIn(new RawHistograms())));
  }

  private static Codecs.Ranked builtIn(Codec codec) {
    return new Codecs.Ranked(codec, Integer.MIN_VALUE);
  }

  /// Admits a codec once it has passed its self-test.
  ///
  /// @param ranking decides which of several codecs of one name writes; the highest does
  /// @return why it was not admitted, or null
  public @Nullable String bind(Codec codec, int ranking) {
    String fault = CodecSelfTest.fault(codec);
    lock.lock();
    try {
      if (fault != null) {
        refused.put(codec.getClass().getName(), fault);
        return fault;
      }
      List<Codecs.Ranked> more = new ArrayList<>(current.ranked());
      more.add(new Codecs.Ranked(codec, ranking));
      replace(new Codecs(more));
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// Lets a codec go and waits until no lease holds it.
  ///
  /// @param patience how long to wait at most
  /// @return whether nobody uses it any more
  public boolean unbind(Codec codec, Duration patience) {
    lock.lock();
    try {
      refused.remove(codec.getClass().getName());
      List<Codecs.Ranked> fewer = new ArrayList<>(current.ranked());
      if (fewer.removeIf(entry -> entry.is(codec))) {
        replace(new Codecs(fewer));
      }
      return awaitLeases(codec, patience.toNanos());
    } finally {
      lock.unlock();
    }
  }

  private void replace(Codecs next) {
    if (current.leased()) {
      outgoing.add(current);
    }
    current = next;
  }

  private boolean awaitLeases(Codec codec, long nanos) {
    long left = nanos;
    boolean interrupted = false;
    while (left > 0 && holds(codec)) {
      try {
        left = leaseEnded.awaitNanos(left);
      } catch (InterruptedException e) {
        interrupted = true;
        left = 0;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !holds(codec);
  }

  private boolean holds(Codec codec) {
    return outgoing.stream()
        .anyMatch(set -> set.ranked().stream().anyMatch(entry -> entry.is(codec)));
  }

  /// Takes a lease on the codecs of this moment; it must be closed.
  public CodecLease lease() {
    lock.lock();
    try {
      current.lease();
      return new CodecLease(this, current);
    } finally {
      lock.unlock();
    }
  }

  void release(Codecs codecs) {
    lock.lock();
    try {
      codecs.release();
      if (!codecs.leased() && outgoing.remove(codecs)) {
        leaseEnded.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The codecs of this moment, for listings.
  public List<CodecRef> list() {
    return current.list();
  }

  /// Whether the codec that wrote a column is there now.
  public boolean reads(CodecRef ref) {
    return current.reads(ref);
  }

  /// The class names of codecs that failed their self-test, with the reason.
  public Map<String, String> refused() {
    lock.lock();
    try {
      return Map.copyOf(refused);
    } finally {
      lock.unlock();
    }
  }
}
