package io.tsink.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The limits that control groups put on this process, of version 1, version 2 or both at once.
///
/// The smallest limit from the process' own group up to the root holds. What cannot be read or says
/// "unlimited" is no limit.
///
/// @param cpus CPUs' worth of time, rounded up
/// @param memoryBytes memory
record Cgroup(OptionalInt cpus, OptionalLong memoryBytes) {
  /// Version 1 says "unlimited" by the largest whole number of pages.
  private static final long UNLIMITED_V1 = Long.MAX_VALUE - (1L << 20);

  /// Reads the limits of this process.
  static Cgroup ofThisProcess() {
    return read(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));
  }

  /// Reads limits.
  ///
  /// @param membership lists the groups of the process, one `id:controllers:path` a line
  /// @param mount where the hierarchies are mounted
  static Cgroup read(Path membership, Path mount) {
    List<String[]> groups =
        lines(membership).stream()
            .map(line -> line.split(":", 3))
            .filter(g -> g.length == 3)
            .toList();
    OptionalInt cpus = OptionalInt.empty();
    OptionalLong memory = OptionalLong.empty();
    for (String[] group : groups) {
      List<String> controllers = List.of(group[1].split(",", -1));
      if (group[1].isEmpty()) {
        for (Path root : List.of(mount, mount.resolve("unified"))) {
          cpus = smaller(cpus, lineage(root, group[2]).map(Cgroup::cpuMax));
          memory = smallest(memory, lineage(root, group[2]).map(at -> bytes(at, "memory.max")));
        }
      }
      if (controllers.contains("cpu")) {
        for (Path root : List.of(mount.resolve(group[1]), mount.resolve("cpu"))) {
          cpus = smaller(cpus, lineage(root, group[2]).map(Cgroup::cfsQuota));
        }
      }
      if (controllers.contains("memory")) {
        Path root = mount.resolve("memory");
        memory =
            smallest(memory, lineage(root, group[2]).map(at -> bytes(at, "memory.limit_in_bytes")));
      }
    }
    return new Cgroup(cpus, memory);
  }

  /// The folders from a group up to the root of its hierarchy. A container often sees only the
  /// root, mounted as if it were its own group; the missing ones are then skipped.
  private static Stream<Path> lineage(Path root, String group) {
    Path start = root.resolve(group.replaceFirst("^/+", "")).normalize();
    return Stream.iterate(start, at -> at != null && at.startsWith(root), Path::getParent)
        .filter(Files::isDirectory);
  }

  private static OptionalInt cpuMax(Path at) {
    return lines(at.resolve("cpu.max")).stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 2)
        .map(words -> ratio(number(words[0]), number(words[1])))
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  private static OptionalInt cfsQuota(Path at) {
    return ratio(bytes(at, "cpu.cfs_quota_us"), bytes(at, "cpu.cfs_period_us"));
  }

  private static OptionalInt ratio(OptionalLong quota, OptionalLong period) {
    if (quota.isEmpty() || period.isEmpty()) {
      return OptionalInt.empty();
    }
    long cpus = Math.ceilDiv(quota.getAsLong(), period.getAsLong());
    return OptionalInt.of(Math.clamp(cpus, 1, Integer.MAX_VALUE));
  }

  private static OptionalLong bytes(Path at, String file) {
    return lines(at.resolve(file)).stream()
        .map(Cgroup::number)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /// A positive number; anything else, such as `max` and `-1`, is no limit.
  private static OptionalLong number(String text) {
    try {
      long number = Long.parseLong(text.strip());
      return number > 0 && number < UNLIMITED_V1 ? OptionalLong.of(number) : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private static OptionalInt smaller(OptionalInt found, Stream<OptionalInt> more) {
    return Stream.concat(Stream.of(found), more).flatMapToInt(OptionalInt::stream).min();
  }

  private static OptionalLong smallest(OptionalLong found, Stream<OptionalLong> more) {
    return Stream.concat(Stream.of(found), more).flatMapToLong(OptionalLong::stream).min();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException _) {
      return List.of();
    }
  }
}
