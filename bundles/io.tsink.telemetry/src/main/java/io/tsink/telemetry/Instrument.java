package io.tsink.telemetry;

/// What stands behind one series of a family.
sealed interface Instrument permits Counter, Gauge, Histogram, Instrument.Reading {
  /// Writes the sample lines of the series.
  void write(String name, Labels labels, SeriesWriter out);

  /// A number that is asked for when it is exposed.
  @FunctionalInterface
  non-sealed interface Reading extends Instrument {
    double read();

    @Override
    default void write(String name, Labels labels, SeriesWriter out) {
      out.series(name, labels, read());
    }
  }
}
