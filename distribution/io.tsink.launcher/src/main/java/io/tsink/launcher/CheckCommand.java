package io.tsink.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `tsink check`: every feature document, with those it requires, resolves; with `--exact`, system/
/// also holds no bundle that no document names. The build runs it over the archive it makes.
final class CheckCommand {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final Installation installation;
  private final PrintStream out;
  private final PrintStream err;

  CheckCommand(Installation installation, PrintStream out, PrintStream err) {
    this.installation = installation;
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    if (!List.of("--exact").containsAll(arguments)) {
      err.println("tsink check: unknown argument, expected only --exact: " + arguments);
      return Main.USAGE;
    }
    boolean good = true;
    try {
      List<String> names = FeatureSet.available(installation.features());
      for (String name : names) {
        good &= resolves(name, List.of(name));
      }
      good &= resolves("all together", names);
      if (arguments.contains("--exact")) {
        good &= nothingUnnamed(FeatureSet.read(installation.features(), names));
      }
    } catch (LaunchException e) {
      e.lines().forEach(err::println);
      good = false;
    }
    return good ? Main.OK : Main.FAILED;
  }

  private boolean resolves(String title, List<String> names) {
    Path cache = temporaryFolder();
    try {
      FeatureSet features = FeatureSet.read(installation.features(), names);
      Platform platform = Platform.install(installation, features, cache, Map.of());
      try {
        platform.resolve();
      } finally {
        boolean _ = platform.stop(STOP_TIMEOUT);
      }
      out.printf("%s: %d bundles resolve%n", title, platform.bundleCount());
      return true;
    } catch (LaunchException e) {
      err.println(title + ":");
      e.lines().forEach(line -> err.println("  " + line));
      return false;
    } finally {
      delete(cache);
    }
  }

  private boolean nothingUnnamed(FeatureSet features) {
    Set<Path> named =
        features.bundles().keySet().stream().map(installation::file).collect(Collectors.toSet());
    Set<Path> present;
    try (Stream<Path> files = Files.walk(installation.system())) {
      present =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    present.removeAll(named);
    present.forEach(file -> err.println(file + ": no feature document names it"));
    return present.isEmpty();
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("tsink-check");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
