package io.tsink.engine.index;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The regular expressions used last, compiled. Thread-safe; the lock is a leaf, and nothing is
/// compiled under it.
public final class RegexCache {

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Regex> entries = new LinkedHashMap<>(16, 0.75f, true);

  /// An empty cache.
  ///
  /// @param capacity most expressions kept, at least 1
  public RegexCache(int capacity) {
    this.capacity = capacity;
  }

  /// The compiled form of an expression.
  ///
  /// @throws IllegalArgumentException when it is no RE2 expression, or too long or too large
  Regex get(String text) {
    lock.lock();
    try {
      Regex known = entries.get(text);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    Regex compiled = Regex.compile(text);
    lock.lock();
    try {
      entries.put(text, compiled);
      if (entries.size() > capacity) {
        entries.remove(entries.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
    return compiled;
  }
}
