package io.tsink.promql.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.XxHash64;
import io.tsink.promql.ast.GoText;
import java.util.Collection;
import java.util.StringJoiner;
import java.util.function.BiConsumer;

/// What evaluation does with the labels of series.
final class LabelSets {
  static final Labels EMPTY = Labels.empty();

  private static final String[] NAMES = {Labels.METRIC_NAME, "__type__", "__unit__"};

  /// Stands between the texts that are hashed; it is no part of UTF-8.
  private static final byte SEPARATOR = (byte) 0xff;

  private LabelSets() {}

  /// The value of a label, empty when there is none.
  static String get(Labels labels, String name) {
    return labels.getOrEmpty(name);
  }

  /// The labels without the name of the metric, its type and its unit.
  static Labels nameless(Labels labels) {
    return labels.without(NAMES);
  }

  /// Only the labels named.
  static Labels keep(Labels labels, Collection<String> names) {
    var builder = new LabelsBuilder();
    for (String name : names) {
      int index = labels.indexOf(name);
      if (index >= 0) {
        builder.remove(name).add(name, labels.value(index));
      }
    }
    return builder.build();
  }

  /// The labels but for those named, and the name of the metric if asked for.
  static Labels without(Labels labels, Collection<String> names, boolean metricName) {
    var builder = new LabelsBuilder().addAll(labels);
    names.forEach(builder::remove);
    if (metricName) {
      builder.remove(Labels.METRIC_NAME);
    }
    return builder.build();
  }

  /// The labels with another value of one; an empty value takes the label away.
  static Labels with(Labels labels, String name, String value) {
    return new LabelsBuilder().addAll(labels).set(name, value).build();
  }

  /// The labels as messages show them: all in braces, the name of the metric among them.
  static String text(Labels labels) {
    var text = new StringJoiner(", ", "{", "}");
    labels.forEach((name, value) -> text.add(name(name) + "=" + GoText.quote(value)));
    return text.toString();
  }

  private static String name(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return GoText.quote(name);
      }
    }
    return name;
  }

  /// The order of results.
  static int compare(Labels a, Labels b) {
    return a.compareTo(b);
  }

  static void forEach(Labels labels, BiConsumer<String, String> action) {
    labels.forEach(action);
  }

  /// A hash that depends on nothing but the labels.
  static long hash(Labels labels) {
    byte[] bytes = new byte[labels.utf8().length + 2 * labels.count()];
    int at = 0;
    for (int i = 0; i < labels.count(); i++) {
      at = append(labels.name(i), bytes, at);
      at = append(labels.value(i), bytes, at);
    }
    return XxHash64.hash(bytes, 0, at);
  }

  private static int append(String text, byte[] into, int at) {
    byte[] utf8 = text.getBytes(UTF_8);
    System.arraycopy(utf8, 0, into, at, utf8.length);
    into[at + utf8.length] = SEPARATOR;
    return at + utf8.length + 1;
  }
}
