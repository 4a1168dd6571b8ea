package io.tsink.api;

import org.jspecify.annotations.Nullable;

/// Labels as Prometheus writes them, with UTF-8 names quoted.
final class LabelNotation {
  private LabelNotation() {}

  static String of(Labels labels) {
    var text = new StringBuilder();
    @Nullable String metric = labels.metric();
    boolean bareMetric = metric != null && legacyMetric(metric);
    if (bareMetric) {
      text.append(metric);
      if (labels.count() == 1) {
        return text.toString();
      }
    }
    text.append('{');
    String separator = "";
    if (metric != null && !bareMetric) {
      quote(metric, text);
      separator = ", ";
    }
    for (int i = 0; i < labels.count(); i++) {
      String name = labels.name(i);
      if (name.equals(Labels.METRIC_NAME)) {
        continue;
      }
      text.append(separator);
      separator = ", ";
      if (legacyLabel(name)) {
        text.append(name);
      } else {
        quote(name, text);
      }
      text.append('=');
      quote(labels.value(i), text);
    }
    return text.append('}').toString();
  }

  private static boolean legacyMetric(String name) {
    return legacy(name, true);
  }

  private static boolean legacyLabel(String name) {
    return legacy(name, false);
  }

  private static boolean legacy(String name, boolean colons) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean later = (i > 0 && c >= '0' && c <= '9') || (colons && c == ':');
      if (!letter && !later) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static void quote(String text, StringBuilder into) {
    into.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> into.append("\\\"");
        case '\\' -> into.append("\\\\");
        case '\n' -> into.append("\\n");
        case '\r' -> into.append("\\r");
        case '\t' -> into.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            into.append("\\x%02x".formatted((int) c));
          } else {
            into.append(c);
          }
        }
      }
    }
    into.append('"');
  }
}
