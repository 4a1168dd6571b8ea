package io.tsink.promql;

import java.util.List;

/// What comes with an answer.
///
/// @param warnings what may make the answer wrong
/// @param infos what may make the query not mean what it seems to
/// @param peakSamples most samples held at once
public record QueryNotes(List<String> warnings, List<String> infos, long peakSamples) {

  public QueryNotes {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }
}
