package io.tsink.promql.eval;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import java.util.List;

/// Where an evaluation reads samples.
public interface SampleSource {

  /// Reads the series that match, with their samples in `(after, until]`.
  Scan scan(List<Matcher> matchers, Request request);

  /// What was left out of the scans so far, for whoever asked.
  default List<String> warnings() {
    return List.of();
  }

  /// What a selector needs.
  ///
  /// @param step the distance of evaluation moments, 0 for one moment
  /// @param range the length of the window before each moment, 0 for an instant selector
  /// @param function the function or aggregation around the selector, empty for none
  /// @param grouping the labels of that aggregation
  /// @param by whether `grouping` names what is kept
  record Request(
      long after,
      long until,
      long step,
      long range,
      String function,
      List<String> grouping,
      boolean by) {}

  /// A read under way, positioned before its first series.
  interface Scan extends AutoCloseable {

    boolean next();

    /// The labels of the current series.
    Labels labels();

    /// Appends the samples of the current series.
    void load(Samples into);

    @Override
    void close();
  }
}
