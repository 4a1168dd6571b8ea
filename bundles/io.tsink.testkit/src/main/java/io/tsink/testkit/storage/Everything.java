package io.tsink.testkit.storage;

import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SeriesExemplars;
import io.tsink.api.store.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The whole visible content of a store: samples bit by bit, start timestamps, exemplars, metadata,
/// and what label calls and counts say of it. Immutable.
///
/// Two stores have the same content exactly when [#differences] is empty; otherwise it names the
/// places, such as `up{job="a"} @ 1000`, with what is found there and what was expected.
public final class Everything {
  private static final int SHOWN = 20;

  private final SortedMap<Labels, List<Sample>> samples;

  /// The rest, by place.
  private final SortedMap<String, String> lines;

  private Everything(SortedMap<Labels, List<Sample>> samples, SortedMap<String, String> lines) {
    this.samples = samples;
    this.lines = lines;
  }

  /// The content of a store as it is now.
  public static Everything of(Storage storage) {
    return of(storage, Set.of());
  }

  /// The content of a store as it is now.
  ///
  /// @param lacks traits without which a part of the content is left out
  public static Everything of(Storage storage, Set<StorageTrait> lacks) {
    var lines = new TreeMap<String, String>();
    try (Querier querier = storage.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
      addLabels(querier, lines);
      if (!lacks.contains(StorageTrait.EXEMPLARS)) {
        addExemplars(querier, lines);
      }
      if (!lacks.contains(StorageTrait.METADATA)) {
        addMetadata(querier, lines);
      }
      return new Everything(
          StorageReader.read(querier, Selection.everything(), TimeRange.ALL), lines);
    }
  }

  private static void addLabels(Querier querier, SortedMap<String, String> lines) {
    LabelRequest everything = LabelRequest.everything().withInternal(true);
    for (String name : querier.labelNames(everything).texts()) {
      lines.put(
          "values of label " + name, querier.labelValues(name, everything).texts().toString());
    }
    long count = querier.count(Selection.everything(), TimeRange.ALL);
    lines.put("count of series", Long.toString(count));
  }

  private static void addExemplars(Querier querier, SortedMap<String, String> lines) {
    List<SeriesExemplars> all =
        querier.exemplars(List.of(Selection.everything()), TimeRange.ALL, Integer.MAX_VALUE);
    for (SeriesExemplars series : all) {
      series
          .exemplars()
          .forEach(
              exemplar ->
                  lines.put(
                      "exemplar of " + series.labels() + " @ " + exemplar.timestamp(),
                      exemplar.value() + " " + exemplar.labels()));
    }
  }

  private static void addMetadata(Querier querier, SortedMap<String, String> lines) {
    for (MetricMetadata entry : querier.metadata("", Integer.MAX_VALUE, Integer.MAX_VALUE)) {
      lines.put("metadata " + entry, "there");
    }
  }

  /// Number of samples.
  public long samples() {
    return samples.values().stream().mapToLong(List::size).sum();
  }

  /// Where this content is not as expected, one line for each place.
  public List<String> differences(Everything expected) {
    var different = new ArrayList<String>();
    for (Labels labels : union(samples.keySet(), expected.samples.keySet())) {
      List<Sample> found = samples.getOrDefault(labels, List.of());
      List<Sample> wanted = expected.samples.getOrDefault(labels, List.of());
      if (!found.equals(wanted)) {
        compare(byTime(found), byTime(wanted), time -> labels + " @ " + time, different);
      }
    }
    compare(lines, expected.lines, place -> place, different);
    return different;
  }

  private static SortedMap<Long, String> byTime(List<Sample> samples) {
    var byTime = new TreeMap<Long, String>();
    for (Sample sample : samples) {
      byTime.put(sample.time(), SampleText.of(sample.time(), sample.value(), sample.start()));
    }
    return byTime;
  }

  private static <K extends Comparable<K>> void compare(
      Map<K, String> found,
      Map<K, String> wanted,
      Function<K, String> place,
      List<String> different) {
    for (K key : union(found.keySet(), wanted.keySet())) {
      String here = found.get(key);
      String there = wanted.get(key);
      if (here == null || !here.equals(there)) {
        different.add(
            "%s: found %s, expected %s"
                .formatted(place.apply(key), orNothing(here), orNothing(there)));
      }
    }
  }

  private static <K extends Comparable<K>> Set<K> union(Set<K> a, Set<K> b) {
    var union = new TreeSet<K>(a);
    union.addAll(b);
    return union;
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "nothing" : text;
  }

  /// Fails with the first differences unless this content is as expected.
  public void assertSameAs(Everything expected) {
    List<String> different = differences(expected);
    if (!different.isEmpty()) {
      List<String> shown = different.subList(0, Math.min(SHOWN, different.size()));
      throw new AssertionError(
          "%d differences:%n  %s".formatted(different.size(), String.join("\n  ", shown)));
    }
  }

  /// How much there is.
  @Override
  public String toString() {
    return "%d series, %d samples, %d other lines"
        .formatted(samples.size(), samples(), lines.size());
  }
}
