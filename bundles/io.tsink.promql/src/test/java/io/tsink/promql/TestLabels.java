package io.tsink.promql;

import io.tsink.api.Labels;
import java.util.Map;
import java.util.TreeMap;

/// Labels from maps and back.
final class TestLabels {
  private TestLabels() {}

  static Labels of(Map<String, String> map) {
    return Labels.of(map);
  }

  static Map<String, String> map(Labels labels) {
    var map = new TreeMap<String, String>();
    labels.forEach(map::put);
    return map;
  }
}
