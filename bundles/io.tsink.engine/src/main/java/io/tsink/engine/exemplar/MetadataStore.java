package io.tsink.engine.exemplar;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.MetricMetadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// The metadata of a store: distinct entries in the order in which they were first seen.
/// Thread-safe.
public final class MetadataStore {
  private static final Comparator<String> BYTE_ORDER =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

  /// A leaf.
  private final ReentrantLock lock = new ReentrantLock();

  /// The commit that brought each entry first, by family.
  private final TreeMap<String, LinkedHashMap<MetricMetadata, Long>> byFamily =
      new TreeMap<>(BYTE_ORDER);

  private long version;

  /// Adds an entry; it is seen once its commit is visible.
  public void add(MetricMetadata entry, long commit) {
    lock.lock();
    try {
      var entries = byFamily.computeIfAbsent(entry.family(), _ -> new LinkedHashMap<>());
      if (entries.putIfAbsent(entry, commit) == null) {
        version++;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Entries by family.
  ///
  /// @param family the family that is asked for, empty for all
  /// @param limit most families
  /// @param limitPerFamily most entries of each
  /// @param visibleCommit entries of later commits are not seen
  public List<MetricMetadata> select(
      String family, int limit, int limitPerFamily, long visibleCommit) {
    var found = new ArrayList<MetricMetadata>();
    lock.lock();
    try {
      Map<String, LinkedHashMap<MetricMetadata, Long>> asked =
          family.isEmpty() ? byFamily : byFamily.subMap(family, true, family, true);
      int families = 0;
      for (LinkedHashMap<MetricMetadata, Long> entries : asked.values()) {
        List<MetricMetadata> visible = visible(entries, limitPerFamily, visibleCommit);
        if (families < limit && !visible.isEmpty()) {
          families++;
          found.addAll(visible);
        }
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private static List<MetricMetadata> visible(
      Map<MetricMetadata, Long> entries, int limit, long visibleCommit) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue() <= visibleCommit)
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// A number that changes whenever an entry is added.
  public long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /// Every entry.
  List<MetricMetadata> all() {
    lock.lock();
    try {
      return byFamily.values().stream().flatMap(entries -> entries.keySet().stream()).toList();
    } finally {
      lock.unlock();
    }
  }
}
