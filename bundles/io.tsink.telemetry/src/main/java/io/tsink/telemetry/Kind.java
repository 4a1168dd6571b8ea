package io.tsink.telemetry;

/// The kind of a family, by its word in the exposition.
public enum Kind {
  COUNTER("counter"),
  GAUGE("gauge"),
  HISTOGRAM("histogram");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
