package io.tsink.benchmarks;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Named figures in the order they were put. Confined.
public final class Report {
  private final Map<String, Double> figures = new LinkedHashMap<>();

  public void put(String name, double value) {
    figures.put(name, value);
  }

  /// A figure, or null.
  public @Nullable Double get(String name) {
    return figures.get(name);
  }

  public void print(PrintStream out) {
    figures.forEach((name, value) -> out.println("%-32s %s".formatted(name, text(value))));
  }

  private static String text(double value) {
    return Math.abs(value) >= 1_000 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
