package io.tsink.testkit.storage;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything that was ever written to one series. Guarded by the lock of the store.
final class ModelSeries {
  private final Labels labels;
  private @Nullable ValueKind kind;

  /// By time, then by sequence.
  private final NavigableMap<Long, NavigableMap<Long, Version>> versions = new TreeMap<>();

  /// By time, then by sequence.
  private final NavigableMap<Long, NavigableMap<Long, Exemplar>> exemplars = new TreeMap<>();

  ModelSeries(Labels labels) {
    this.labels = labels;
  }

  Labels labels() {
    return labels;
  }

  /// The kind of the first accepted sample, null before that.
  @Nullable ValueKind kind() {
    return kind;
  }

  /// The newest time ever written, `Long.MIN_VALUE` for none.
  long newest() {
    return versions.isEmpty() ? Long.MIN_VALUE : versions.lastKey();
  }

  void put(Version version) {
    if (kind == null) {
      kind = version.value().kind();
    }
    versions
        .computeIfAbsent(version.time(), _ -> new TreeMap<>())
        .merge(version.sequence(), version, Version::winner);
  }

  void put(Exemplar exemplar, long sequence) {
    exemplars.computeIfAbsent(exemplar.timestamp(), _ -> new TreeMap<>()).put(sequence, exemplar);
  }

  /// The visible samples by rising time, as they were after a commit.
  List<Version> visible(List<Tombstone> tombstones, long asOf) {
    List<Tombstone> mine = mine(tombstones, asOf);
    var visible = new ArrayList<Version>();
    for (NavigableMap<Long, Version> bySequence : versions.values()) {
      Map.Entry<Long, Version> last = bySequence.floorEntry(asOf);
      if (last != null && isVisible(last.getValue(), mine)) {
        visible.add(last.getValue());
      }
    }
    return visible;
  }

  private static boolean isVisible(Version version, List<Tombstone> mine) {
    return mine.stream().noneMatch(t -> t.hides(version.time(), version.sequence()));
  }

  /// The visible exemplars by rising time.
  List<Exemplar> visibleExemplars(List<Tombstone> tombstones) {
    List<Tombstone> mine = mine(tombstones, ReadOptions.LATEST);
    var visible = new ArrayList<Exemplar>();
    exemplars.forEach(
        (time, bySequence) -> {
          Map.Entry<Long, Exemplar> last = bySequence.lastEntry();
          if (mine.stream().noneMatch(t -> t.exemplars() && t.hides(time, last.getKey()))) {
            visible.add(last.getValue());
          }
        });
    return visible;
  }

  private List<Tombstone> mine(List<Tombstone> tombstones, long asOf) {
    return tombstones.stream()
        .filter(t -> t.sequence() <= asOf && t.series().test(labels))
        .toList();
  }
}
