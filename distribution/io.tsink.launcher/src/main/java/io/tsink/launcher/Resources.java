package io.tsink.launcher;

import io.tsink.config.ConfigError;
import io.tsink.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What this process may use.
///
/// @param cpus CPUs, at least 1
/// @param memoryBytes memory of the process, as far as a control group limits it, else of the
///     machine
/// @param heapBytes largest heap of the virtual machine
record Resources(int cpus, long memoryBytes, long heapBytes) {
  static final String MAX_CPUS = "TSINK_MAX_CPUS";

  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+([0-9]+) kB");
  private static final int BUDGET_SHARE = 2;

  /// Returns what there is without any limit.
  static Resources ofThisMachine() {
    Runtime runtime = Runtime.getRuntime();
    return new Resources(
        runtime.availableProcessors(), totalMemory(Path.of("/proc/meminfo")), runtime.maxMemory());
  }

  /// The memory of the machine, [Long#MAX_VALUE] when it does not tell.
  static long totalMemory(Path meminfo) {
    try {
      Matcher total = TOTAL.matcher(Files.readString(meminfo));
      return total.find() ? Long.parseLong(total.group(1)) << 10 : Long.MAX_VALUE;
    } catch (IOException _) {
      return Long.MAX_VALUE;
    }
  }

  /// Works out what may be used.
  ///
  /// @param machine what there is without any limit
  /// @throws ConfigException when the environment asks for a number of CPUs that is none
  static Resources within(Cgroup limits, Map<String, String> environment, Resources machine)
      throws ConfigException {
    int cpus = Math.min(machine.cpus, limits.cpus().orElse(machine.cpus));
    String wanted = environment.get(MAX_CPUS);
    return new Resources(
        wanted == null ? cpus : wantedCpus(wanted),
        Math.min(machine.memoryBytes, limits.memoryBytes().orElse(machine.memoryBytes)),
        machine.heapBytes);
  }

  /// Returns the memory budget of the store when the operator leaves it to us: half of the heap.
  long memoryBudgetBytes() {
    return Math.min(heapBytes, memoryBytes) / BUDGET_SHARE;
  }

  private static int wantedCpus(String text) throws ConfigException {
    try {
      int cpus = Integer.parseInt(text);
      if (cpus > 0) {
        return cpus;
      }
    } catch (NumberFormatException _) {
      // refused below, with the numbers that are not positive
    }
    throw new ConfigException(
        List.of(
            new ConfigError(
                MAX_CPUS, "found \"%s\", expected a whole number of at least 1".formatted(text))));
  }
}
