package io.tsink.config;

import java.util.Collection;
import java.util.Comparator;

/// Finds the known name that a mistyped one was probably meant to be.
final class Suggestion {
  private Suggestion() {}

  /// Returns `; did you mean NAME?`, or the empty string when nothing is near.
  static String among(Collection<String> known, String unknown, String prefix) {
    return known.stream()
        .filter(name -> near(name, unknown))
        .min(
            Comparator.comparingInt((String name) -> distance(name, unknown))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> "; did you mean " + prefix + name + "?")
        .orElse("");
  }

  private static boolean near(String name, String unknown) {
    return distance(name, unknown) <= Math.max(2, unknown.length() / 5)
        || name.endsWith("." + unknown)
        || unknown.endsWith("." + name);
  }

  /// Edits that turn one text into the other; a swap of neighbours is one edit (Damerau 1964,
  /// restricted form).
  static int distance(String a, String b) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforePrevious[j - 2] + 1);
        }
      }
      beforePrevious = previous;
      previous = row;
    }
    return previous[b.length()];
  }
}
