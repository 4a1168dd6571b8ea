package io.tsink.embedded;

import java.util.Map;

/// The number of processors that the store may use.
final class CpuLimit {
  private static final String VARIABLE = "TSINK_MAX_CPUS";

  private CpuLimit() {}

  /// `TSINK_MAX_CPUS`, or what the virtual machine sees, which heeds the limits of a container.
  static int ofProcess() {
    return of(System.getenv(), Runtime.getRuntime().availableProcessors());
  }

  static int of(Map<String, String> environment, int available) {
    String text = environment.get(VARIABLE);
    if (text == null) {
      return available;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // reported below, as other nonsense is
    }
    throw new IllegalArgumentException(
        "%s: found \"%s\", expected a whole number of at least 1".formatted(VARIABLE, text));
  }
}
