package io.tsink.testkit.storage;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.store.Changes;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.ReadOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The content of a model store, which outlives its closing. Guarded by the lock of the store.
final class ModelData {
  private final SortedMap<Labels, ModelSeries> series = new TreeMap<>();
  private final List<Tombstone> tombstones = new ArrayList<>();
  private final Set<MetricMetadata> metadata = new LinkedHashSet<>();
  private final List<Changes.Event> events = new ArrayList<>();
  private long lastSequence;
  private @Nullable ModelView latest;

  final Map<IdempotencyKey, CommitResult> commits = new HashMap<>();
  final Map<IdempotencyKey, DeleteResult> deletes = new HashMap<>();

  /// The highest sequence that was handed out or seen.
  long lastSequence() {
    return lastSequence;
  }

  void observe(long sequence) {
    lastSequence = Math.max(lastSequence, sequence);
  }

  @Nullable ModelSeries find(Labels labels) {
    return series.get(labels);
  }

  /// Number of series that ever had a sample.
  long seriesWithSamples() {
    return series.values().stream().filter(s -> s.kind() != null).count();
  }

  List<ModelSeries> allSeries() {
    return List.copyOf(series.values());
  }

  ModelSeries define(Labels labels) {
    return series.computeIfAbsent(labels, ModelSeries::new);
  }

  void add(Labels labels, Version version) {
    latest = null;
    define(labels).put(version);
  }

  void add(Labels labels, Exemplar exemplar, long sequence) {
    latest = null;
    define(labels).put(exemplar, sequence);
  }

  void add(MetricMetadata entry) {
    latest = null;
    metadata.add(entry);
  }

  void add(Tombstone tombstone) {
    latest = null;
    tombstones.add(tombstone);
  }

  List<Tombstone> tombstones() {
    return tombstones;
  }

  /// A number for an event: that of its commit, unless consumers may have passed it already.
  long eventSequence(long sequence, long lastBefore) {
    if (sequence > lastBefore) {
      return sequence;
    }
    lastSequence++;
    return lastSequence;
  }

  void tell(Changes.Event event) {
    events.add(event);
  }

  List<Changes.Event> events() {
    return events;
  }

  /// What is visible, as it was after a commit or now.
  ModelView view(long asOf) {
    if (asOf != ReadOptions.LATEST) {
      return build(asOf);
    }
    if (latest == null) {
      latest = build(asOf);
    }
    return latest;
  }

  private ModelView build(long asOf) {
    var samples = new TreeMap<Labels, List<Version>>();
    var exemplars = new TreeMap<Labels, List<Exemplar>>();
    for (ModelSeries one : series.values()) {
      List<Version> visible = one.visible(tombstones, asOf);
      if (!visible.isEmpty()) {
        samples.put(one.labels(), List.copyOf(visible));
      }
      List<Exemplar> visibleExemplars = one.visibleExemplars(tombstones);
      if (!visibleExemplars.isEmpty()) {
        exemplars.put(one.labels(), List.copyOf(visibleExemplars));
      }
    }
    return new ModelView(
        Collections.unmodifiableSortedMap(samples),
        Collections.unmodifiableSortedMap(exemplars),
        List.copyOf(metadata));
  }
}
