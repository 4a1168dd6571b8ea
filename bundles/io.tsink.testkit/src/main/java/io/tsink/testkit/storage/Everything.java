package io.tsink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

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

/// The whole visible content of a store: samples bit by bit, start timestamps, exemplars, metadata,
/// and what label calls and counts say of it. Immutable.
///
/// It is a table of lines: a place, such as `up{job="a"} @ 1000`, and what is found there. Two
/// stores have the same content exactly when the tables are equal, and [#differences] names the
/// places where they are not.
public final class Everything {
  private static final int SHOWN = 20;

  private final SortedMap<String, String> lines;

  private Everything(SortedMap<String, String> lines) {
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
      addSamples(querier, lines);
      addLabels(querier, lines);
      if (!lacks.contains(StorageTrait.EXEMPLARS)) {
        addExemplars(querier, lines);
      }
      if (!lacks.contains(StorageTrait.METADATA)) {
        addMetadata(querier, lines);
      }
    }
    return new Everything(lines);
  }

  private static void addSamples(Querier querier, SortedMap<String, String> lines) {
    SortedMap<Labels, List<Sample>> all =
        StorageReader.read(querier, Selection.everything(), TimeRange.ALL);
    all.forEach(
        (labels, samples) -> {
          for (Sample sample : samples) {
            String found = SampleText.of(sample.time(), sample.value(), sample.start());
            lines.put(place(labels, sample.time()), found);
          }
        });
    lines.put(
        "count of series", Long.toString(querier.count(Selection.everything(), TimeRange.ALL)));
  }

  private static String place(Labels labels, long time) {
    // The sign is turned so that text sorts as numbers do.
    return "%s @ %016x (%d)".formatted(labels, time ^ Long.MIN_VALUE, time);
  }

  private static void addLabels(Querier querier, SortedMap<String, String> lines) {
    LabelRequest everything = LabelRequest.everything().withInternal(true);
    for (String name : querier.labelNames(everything).texts()) {
      lines.put(
          "values of label " + name, querier.labelValues(name, everything).texts().toString());
    }
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
                      "exemplar of " + place(series.labels(), exemplar.timestamp()),
                      exemplar.value() + " " + exemplar.labels()));
    }
  }

  private static void addMetadata(Querier querier, SortedMap<String, String> lines) {
    for (MetricMetadata entry : querier.metadata("", Integer.MAX_VALUE, Integer.MAX_VALUE)) {
      lines.put("metadata " + entry, "");
    }
  }

  /// Number of samples, exemplars and other lines.
  public int size() {
    return lines.size();
  }

  /// Where this content is not as expected, one line for each place.
  public List<String> differences(Everything expected) {
    var places = new TreeSet<>(lines.keySet());
    places.addAll(expected.lines.keySet());
    var different = new ArrayList<String>();
    for (String place : places) {
      String found = lines.get(place);
      String wanted = expected.lines.get(place);
      if (wanted == null) {
        different.add("%s: found %s, expected nothing".formatted(place, found));
      } else if (found == null) {
        different.add("%s: found nothing, expected %s".formatted(place, wanted));
      } else if (!found.equals(wanted)) {
        different.add("%s: found %s, expected %s".formatted(place, found, wanted));
      }
    }
    return different;
  }

  /// Fails with the first differences unless this content is as expected.
  public void assertSameAs(Everything expected) {
    List<String> different = differences(expected);
    if (!different.isEmpty()) {
      List<String> shown = different.subList(0, Math.min(SHOWN, different.size()));
      assertThat(different.size())
          .as("number of differences; the first are%n  %s", String.join("\n  ", shown))
          .isZero();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Everything everything && lines.equals(everything.lines);
  }

  @Override
  public int hashCode() {
    return lines.hashCode();
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Map.Entry<String, String> line : lines.entrySet()) {
      text.append(line.getKey()).append(": ").append(line.getValue()).append('\n');
    }
    return text.toString();
  }
}
