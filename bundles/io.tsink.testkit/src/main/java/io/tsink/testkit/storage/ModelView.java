package io.tsink.testkit.storage;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.TimeRange;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;

/// What one querier sees: the visible samples, exemplars and metadata of one moment. Immutable.
///
/// @param series those with samples
/// @param exemplars by series, also of series without samples
record ModelView(
    SortedMap<Labels, List<Version>> series,
    SortedMap<Labels, List<Exemplar>> exemplars,
    List<MetricMetadata> metadata) {

  /// One series of a view, with its samples in a range.
  record Part(Labels labels, List<Version> samples) {}

  /// The series that satisfy a condition and have samples in a range, in the order of their labels.
  List<Part> select(Predicate<Labels> matching, TimeRange range) {
    return series.entrySet().stream()
        .filter(entry -> matching.test(entry.getKey()))
        .map(entry -> new Part(entry.getKey(), within(entry.getValue(), range)))
        .filter(part -> !part.samples.isEmpty())
        .toList();
  }

  private static List<Version> within(List<Version> samples, TimeRange range) {
    return samples.stream().filter(version -> range.contains(version.time())).toList();
  }
}
