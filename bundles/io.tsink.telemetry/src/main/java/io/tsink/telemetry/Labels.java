package io.tsink.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The labels of a series in the order given, as they stand between the braces.
record Labels(List<String> pairs) implements Comparable<Labels> {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  Labels {
    pairs = List.copyOf(pairs);
  }

  /// @param pairs name, value, name, value …
  static Labels of(String... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException(
          "labels %s, expected names and values in turn".formatted(List.of(pairs)));
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      String name = pairs[i];
      if (!NAME.matcher(name).matches() || name.startsWith("__") || name.equals("le")) {
        throw new IllegalArgumentException(
            "label name \"%s\", expected letters, digits and _, neither le nor a leading __"
                .formatted(name));
      }
      if (names.contains(name)) {
        throw new IllegalArgumentException("label %s is given twice".formatted(name));
      }
      names.add(name);
    }
    return new Labels(List.of(pairs));
  }

  Labels with(String name, String value) {
    List<String> more = new ArrayList<>(pairs);
    more.add(name);
    more.add(value);
    return new Labels(more);
  }

  void appendTo(StringBuilder text) {
    for (int i = 0; i < pairs.size(); i += 2) {
      text.append(i == 0 ? '{' : ',').append(pairs.get(i)).append("=\"");
      Exposition.escapeValue(pairs.get(i + 1), text);
      text.append('"');
    }
    text.append(pairs.isEmpty() ? "" : "}");
  }

  @Override
  public int compareTo(Labels other) {
    for (int i = 0; i < Math.min(pairs.size(), other.pairs.size()); i++) {
      int order = pairs.get(i).compareTo(other.pairs.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(pairs.size(), other.pairs.size());
  }
}
