package io.tsink.itests.architecture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which module may use which, and which libraries.
final class Arrows {
  private static final Set<String> PLUGINS = Set.of("auth", "codec", "protocol", "tier");

  /// These use what they measure and test.
  private static final Set<String> FREE = Set.of("benchmarks", "itests");

  private static final List<String> EVERYWHERE =
      List.of("java.", "javax.", "jdk.", "org.jspecify.annotations.", "org.osgi.annotation.");

  private static final String LOGGING = "org.slf4j.";
  private static final String OSGI = "org.osgi.";
  private static final List<String> OSGI_OF_PLUGINS =
      List.of("org.osgi.service.component.annotations.", "org.osgi.service.metatype.annotations.");

  private static final String JACKSON = "com.fasterxml.jackson.core.";
  private static final String RE2J = "com.google.re2j.";
  private static final String ZSTD = "com.github.luben.zstd.";

  /// What one module may use.
  private record Row(Set<String> modules, List<String> libraries) {}

  private static final Map<String, Row> TABLE =
      Map.ofEntries(
          row("api", ""),
          row("spi", "api"),
          row("telemetry", ""),
          row("config", "", "org.snakeyaml.engine."),
          row("engine", "api spi telemetry", LOGGING, "org.roaringbitmap.", RE2J),
          row("backup", "api telemetry", LOGGING, "org.apache.commons.compress.", ZSTD),
          row("promql", "api", LOGGING, RE2J),
          row("rollup", "api telemetry", LOGGING),
          row("tenant", "api telemetry", LOGGING),
          row("rules", "api telemetry promql", LOGGING),
          row("cluster", "api telemetry", LOGGING, "org.apache.ratis.", "org.eclipse.jetty."),
          row("security", "api spi telemetry", LOGGING),
          row("ingest", "api spi telemetry", LOGGING, "org.xerial.snappy.", ZSTD),
          row("http", "api spi telemetry ingest security", LOGGING, "org.eclipse.jetty."),
          row("http.query", "api spi telemetry http promql", LOGGING, JACKSON),
          row("http.admin", "api spi telemetry http security config backup", LOGGING, JACKSON),
          row("console", "http", LOGGING),
          row("embedded", "api spi telemetry engine promql rollup", LOGGING),
          row("cli", "api config launcher engine backup", LOGGING, "picocli."),
          row(
              "testkit",
              "api spi telemetry",
              LOGGING,
              "org.junit.",
              "org.opentest4j.",
              "org.assertj.",
              "net.jqwik.",
              "com.sun.management."), // the JDK's counters of what a thread allocates
          row("launcher", "config", "org.apache.felix.", OSGI, "jakarta.json."),
          row("auth", "api spi", LOGGING),
          row("auth.oidc", "api spi", LOGGING, "com.nimbusds."),
          row("codec", "api spi"),
          row("protocol", "api spi", LOGGING, "com.google.protobuf.", ZSTD),
          row("tier", "api spi", LOGGING),
          row("tier.s3", "api spi", LOGGING, "software.amazon.awssdk."));

  private static final String HOUSE = "io.tsink.";

  private final List<String> modules;

  /// @param modules the names of all modules, such as `io.tsink.http.query`
  Arrows(List<String> modules) {
    this.modules =
        modules.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  private static Map.Entry<String, Row> row(String name, String modules, String... libraries) {
    Set<String> names =
        Arrays.stream(modules.split(" ", -1)).filter(s -> !s.isEmpty()).collect(Collectors.toSet());
    return Map.entry(name, new Row(names, List.of(libraries)));
  }

  /// Returns the module that a package belongs to by its name.
  Optional<String> moduleOf(String packageName) {
    return modules.stream()
        .filter(module -> packageName.equals(module) || packageName.startsWith(module + "."))
        .findFirst();
  }

  /// Returns what is wrong with a class of a package using another class, or nothing.
  ///
  /// @param module the name of the module that holds the user
  /// @param user the package of the user
  /// @param used the name of the class it uses
  Optional<String> objection(String module, String user, String used) {
    String name = module.substring(HOUSE.length());
    if (FREE.contains(name)) {
      return Optional.empty();
    }
    Optional<Row> row = row(name);
    if (row.isEmpty()) {
      return Optional.of(module + " is in no row of the table of arrows");
    }
    if (used.startsWith(HOUSE)) {
      return objectionToModule(row.get(), module, user, used);
    }
    if (startsWithOne(used, EVERYWHERE) || startsWithOne(used, row.get().libraries())) {
      return Optional.empty();
    }
    if (used.startsWith(OSGI) && mayUseOsgi(name, user, used)) {
      return Optional.empty();
    }
    return Optional.of(module + " may not use " + used);
  }

  private Optional<String> objectionToModule(Row row, String module, String user, String used) {
    String usedPackage = used.substring(0, used.lastIndexOf('.'));
    if (isRim(usedPackage) && !usedPackage.equals(user)) {
      return Optional.of("nothing may use " + usedPackage);
    }
    String usedModule = moduleOf(usedPackage).orElse(usedPackage);
    boolean allowed =
        usedModule.equals(module) || row.modules().contains(usedModule.substring(HOUSE.length()));
    return allowed ? Optional.empty() : Optional.of(module + " may not use " + usedModule);
  }

  private static boolean mayUseOsgi(String module, String user, String used) {
    return isRim(user) || (isPlugin(module) && startsWithOne(used, OSGI_OF_PLUGINS));
  }

  /// A plugin without a row of its own has that of its sort.
  private static Optional<Row> row(String name) {
    Row row = TABLE.get(name);
    return row == null && isPlugin(name)
        ? Optional.ofNullable(TABLE.get(sort(name)))
        : Optional.ofNullable(row);
  }

  private static boolean isPlugin(String name) {
    return name.contains(".") && PLUGINS.contains(sort(name));
  }

  private static String sort(String name) {
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }

  private static boolean isRim(String packageName) {
    return packageName.endsWith(".osgi");
  }

  private static boolean startsWithOne(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }
}
