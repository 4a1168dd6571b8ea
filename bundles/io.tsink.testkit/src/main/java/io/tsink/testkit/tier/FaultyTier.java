package io.tsink.testkit.tier;

import io.tsink.spi.tier.ObjectDigest;
import io.tsink.spi.tier.ObjectPage;
import io.tsink.spi.tier.ObjectSource;
import io.tsink.spi.tier.ObjectStat;
import io.tsink.spi.tier.PutCondition;
import io.tsink.spi.tier.TierBackend;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierKey;
import io.tsink.spi.tier.TierMeter.Operation;
import io.tsink.spi.tier.TierTraits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A back end that fails as it is told, around one that works. Thread-safe.
///
/// Operations are numbered from 1 as they come, whatever they are. To walk all points of failure, a
/// test runs once without faults, asks for [#operations], and runs again with a fault at each.
public final class FaultyTier implements TierBackend {
  private final TierBackend inner;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Fault> byNumber = new HashMap<>();
  private final Map<Operation, Fault> byOperation = new EnumMap<>(Operation.class);
  private long operations;

  /// @param inner stays the caller's to close, unless this is closed
  public FaultyTier(TierBackend inner) {
    this.inner = inner;
  }

  /// Fails one operation.
  ///
  /// @param number counted from 1, over all operations
  public void failAt(long number, Fault fault) {
    locked(() -> byNumber.put(number, fault));
  }

  /// Fails the next operation.
  public void failNext(Fault fault) {
    locked(() -> byNumber.put(operations + 1, fault));
  }

  /// Fails every operation of a sort.
  public void failAll(Operation operation, Fault fault) {
    locked(() -> byOperation.put(operation, fault));
  }

  /// Fails nothing from now on.
  public void heal() {
    locked(
        () -> {
          byNumber.clear();
          byOperation.clear();
          return operations;
        });
  }

  /// Returns how many operations there have been.
  public long operations() {
    return locked(() -> operations);
  }

  @Override
  public TierTraits probe(TierCall call) {
    return run(Operation.PROBE, call, () -> inner.probe(call));
  }

  @Override
  public ObjectStat put(
      TierKey key,
      ObjectSource source,
      ObjectDigest digest,
      PutCondition condition,
      TierCall call) {
    return run(Operation.PUT, call, () -> inner.put(key, source, digest, condition, call));
  }

  @Override
  public void read(TierKey key, long offset, byte[] into, int from, int length, TierCall call) {
    Fault fault = next(Operation.READ);
    apply(
        fault,
        call,
        () -> {
          inner.read(key, offset, into, from, length, call);
          return length;
        });
    if (fault instanceof Fault.Flipped(long index) && length > 0) {
      into[from + (int) Math.floorMod(index, (long) length)] ^= 1;
    }
  }

  @Override
  public Optional<ObjectStat> stat(TierKey key, TierCall call) {
    return run(Operation.STAT, call, () -> inner.stat(key, call));
  }

  @Override
  public ObjectPage list(String prefix, @Nullable TierKey startAfter, int max, TierCall call) {
    return run(Operation.LIST, call, () -> inner.list(prefix, startAfter, max, call));
  }

  @Override
  public void delete(TierKey key, TierCall call) {
    run(
        Operation.DELETE,
        call,
        () -> {
          inner.delete(key, call);
          return key;
        });
  }

  @Override
  public long sweep(Duration minAge, TierCall call) {
    return run(Operation.SWEEP, call, () -> inner.sweep(minAge, call));
  }

  @Override
  public Optional<Path> mappablePath(TierKey key, TierCall call) {
    return run(Operation.STAT, call, () -> inner.mappablePath(key, call));
  }

  @Override
  public void close() {
    inner.close();
  }

  private <T> T run(Operation operation, TierCall call, Supplier<T> action) {
    return apply(next(operation), call, action);
  }

  private @Nullable Fault next(Operation operation) {
    lock.lock();
    try {
      operations++;
      Fault fault = byNumber.remove(operations);
      return fault == null ? byOperation.get(operation) : fault;
    } finally {
      lock.unlock();
    }
  }

  private static <T> T apply(@Nullable Fault fault, TierCall call, Supplier<T> action) {
    return switch (fault) {
      case null -> action.get();
      case Fault.Flipped _ -> action.get();
      case Fault.Refused(TierException exception) -> throw exception;
      case Fault.ReplyLost(TierException exception) -> {
        T _ = action.get();
        throw exception;
      }
      case Fault.Stalled _ -> throw stall(call);
    };
  }

  private static TierException stall(TierCall call) {
    CountDownLatch canceled = new CountDownLatch(1);
    try (TierCall.Registration _ = call.onCancel(canceled::countDown)) {
      boolean given = canceled.await(call.remainingNanos(), TimeUnit.NANOSECONDS);
      return given
          ? new TierException(TierException.Kind.CANCELED, "injected: stalled until canceled")
          : new TierException(TierException.Kind.TIMEOUT, "injected: stalled until the deadline");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TierException(TierException.Kind.CANCELED, "interrupted", e);
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
