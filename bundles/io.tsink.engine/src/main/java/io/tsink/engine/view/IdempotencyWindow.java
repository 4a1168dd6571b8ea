package io.tsink.engine.view;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.StorageException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The results of the latest requests that carried a key, so that a repetition gets the first
/// result. Thread-safe.
///
/// @param <R> result of a request
public final class IdempotencyWindow<R> {
  /// A leaf.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition ended = lock.newCondition();
  private final int capacity;
  private final Map<IdempotencyKey, R> results = new LinkedHashMap<>();
  private final Set<IdempotencyKey> underWay = new LinkedHashSet<>();
  private long version;

  /// @param capacity number of results that are kept; the oldest go
  public IdempotencyWindow(int capacity) {
    this.capacity = capacity;
  }

  /// Begins a request, once no other of the same key is under way. Unless the key is known,
  /// [#succeed] or [#fail] must follow.
  ///
  /// @return the first result when the key is known, else null
  public @Nullable R begin(IdempotencyKey key) {
    lock.lock();
    try {
      while (underWay.contains(key)) {
        ended.await();
      }
      R known = results.get(key);
      if (known == null) {
        underWay.add(key);
      }
      return known;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          ErrorKind.CANCELED, "interrupted while waiting for a request of the same key", e);
    } finally {
      lock.unlock();
    }
  }

  /// The result that is known for a key, or null. Does not wait.
  public @Nullable R find(IdempotencyKey key) {
    lock.lock();
    try {
      return results.get(key);
    } finally {
      lock.unlock();
    }
  }

  /// Ends a request that began.
  public void succeed(IdempotencyKey key, R result) {
    lock.lock();
    try {
      put(key, result);
      underWay.remove(key);
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Ends a request that began and did nothing.
  public void fail(IdempotencyKey key) {
    lock.lock();
    try {
      underWay.remove(key);
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Takes in a result from a file or the log; the first one of a key stays.
  public void restore(IdempotencyKey key, R result) {
    lock.lock();
    try {
      if (!results.containsKey(key)) {
        put(key, result);
      }
    } finally {
      lock.unlock();
    }
  }

  private void put(IdempotencyKey key, R result) {
    version++;
    results.put(key, result);
    var oldest = results.keySet().iterator();
    while (results.size() > capacity) {
      oldest.next();
      oldest.remove();
    }
  }

  /// A number that changes whenever a result is added.
  public long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /// Number of results.
  public int size() {
    lock.lock();
    try {
      return results.size();
    } finally {
      lock.unlock();
    }
  }

  /// Calls an action with each key and result, oldest first, while nothing changes; returns their
  /// number.
  public int visit(BiConsumer<IdempotencyKey, R> action) {
    lock.lock();
    try {
      results.forEach(action);
      return results.size();
    } finally {
      lock.unlock();
    }
  }
}
