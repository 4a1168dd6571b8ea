package io.tsink.api.store;

import io.tsink.api.Label;
import io.tsink.api.LabelFault;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What the verbs of [Storage] have in common: checked arguments and a querier for one call.
final class Verbs {
  private Verbs() {}

  /// A range that is not empty.
  ///
  /// @throws StorageException of kind `INVALID_TIME_RANGE`
  static TimeRange range(long start, long end) {
    if (start >= end) {
      throw new StorageException(
          ErrorKind.INVALID_TIME_RANGE,
          "time range [%d, %d), expected the start before the end".formatted(start, end));
    }
    return new TimeRange(start, end);
  }

  static long notNegative(String what, long value) {
    if (value < 0) {
      throw new StorageException(
          ErrorKind.INVALID_ARGUMENT, "%s %d, expected 0 or more".formatted(what, value));
    }
    return value;
  }

  /// The labels of one series.
  ///
  /// @throws StorageException of kind `INVALID_ARGUMENT` when there is no such series
  static Labels series(String metric, Collection<Label> labels) {
    if (metric.isEmpty()) {
      throw new StorageException(ErrorKind.INVALID_ARGUMENT, "the metric name is empty");
    }
    var builder = new LabelsBuilder().add(Labels.METRIC_NAME, metric);
    labels.forEach(label -> builder.add(label.name(), label.value()));
    LabelFault fault = builder.fault();
    if (fault != null) {
      throw new StorageException(ErrorKind.INVALID_ARGUMENT, fault.text());
    }
    return builder.build();
  }

  /// The series of a metric.
  static Selection metric(String metric) {
    return Selection.of(Matcher.metric(metric));
  }

  /// A querier without limits, of which the caller takes care.
  static Querier querier(Storage storage) {
    return storage.querier(QueryContext.unlimited(), ReadOptions.defaults());
  }

  /// The labels of the series of a selection that have samples in a range, in order.
  static List<Labels> list(Storage storage, Selection selection, TimeRange range) {
    try (Querier querier = querier(storage);
        SeriesSet set = querier.select(selection, sorted(range))) {
      var labels = new ArrayList<Labels>();
      while (set.next()) {
        labels.add(set.labels());
      }
      return List.copyOf(labels);
    }
  }

  static SelectHints sorted(TimeRange range) {
    return SelectHints.builder(range).sorted(true).build();
  }

  /// A capability that the caller cannot do without.
  ///
  /// @throws StorageException of kind `UNSUPPORTED_OPERATION`
  static <T> T capability(Storage storage, Class<T> type, String verb) {
    return storage
        .capability(type)
        .orElseThrow(
            () ->
                new StorageException(
                    ErrorKind.UNSUPPORTED_OPERATION,
                    "%s: the store has no %s".formatted(verb, type.getSimpleName())));
  }
}
