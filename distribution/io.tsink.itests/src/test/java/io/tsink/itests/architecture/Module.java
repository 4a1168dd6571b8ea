package io.tsink.itests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// A module of the tree that has classes.
///
/// @param folder the folder with its `pom.xml`; its name is the module's
public record Module(Path folder) {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /// Returns the modules that the parent lists, by name.
  public static List<Module> all() throws IOException {
    Path root = Path.of(System.getProperty("tsink.root", "../..")).toAbsolutePath().normalize();
    return MODULE
        .matcher(Files.readString(root.resolve("pom.xml")))
        .results()
        .map(match -> root.resolve(match.group(1)))
        .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
        .map(Module::new)
        .sorted(Comparator.comparing(Module::name))
        .toList();
  }

  public String name() {
    return folder.getFileName().toString();
  }

  /// Returns the folder of its compiled classes.
  ///
  /// @throws IllegalStateException when the module is not compiled yet
  public Path classes() {
    Path classes = folder.resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(
          name() + " is not built yet: build all modules, io.tsink.itests last");
    }
    return classes;
  }

  JavaClasses load() {
    return new ClassFileImporter().importPath(classes());
  }
}
