package io.tsink.itests.signature;

import java.util.Arrays;
import java.util.List;

/// The least change of a package's version that a change of its signatures asks for.
enum Step {
  NONE,
  MINOR,
  MAJOR;

  static Step max(Step a, Step b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /// Returns the step between two versions `MAJOR.MINOR.MICRO`.
  ///
  /// @throws IllegalArgumentException when the later is below the earlier
  static Step between(String earlier, String later) {
    int[] from = numbers(earlier);
    int[] to = numbers(later);
    if (Arrays.compare(to, from) < 0) {
      throw new IllegalArgumentException("version " + later + " is below " + earlier);
    }
    if (to[0] > from[0]) {
      return MAJOR;
    }
    return to[1] > from[1] ? MINOR : NONE;
  }

  /// Returns the lowest version that is this step above another.
  String above(String version) {
    int[] numbers = numbers(version);
    return switch (this) {
      case NONE -> version;
      case MINOR -> numbers[0] + "." + (numbers[1] + 1) + ".0";
      case MAJOR -> (numbers[0] + 1) + ".0.0";
    };
  }

  private static int[] numbers(String version) {
    return List.of(version.split("\\.", -1)).stream().mapToInt(Integer::parseInt).toArray();
  }
}
