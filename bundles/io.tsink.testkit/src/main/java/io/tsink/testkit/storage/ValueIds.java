package io.tsink.testkit.storage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers for the label values that one querier meets. Thread-safe.
final class ValueIds {
  private final AtomicInteger next = new AtomicInteger();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  /// The number of a value; −1 for the empty one.
  int of(String value) {
    if (value.isEmpty()) {
      return -1;
    }
    return ids.computeIfAbsent(value, _ -> next.getAndIncrement());
  }
}
