package io.tsink.api.store;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import java.util.List;

/// The exemplars of one series, by rising time.
public record SeriesExemplars(Labels labels, List<Exemplar> exemplars) {
  public SeriesExemplars {
    exemplars = List.copyOf(exemplars);
  }
}
