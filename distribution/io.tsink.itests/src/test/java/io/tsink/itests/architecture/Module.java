package io.tsink.itests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A module of the tree that has classes.
///
/// @param folder the folder with its `pom.xml`; its name is the module's
public record Module(Path folder) {
  /// Returns all modules of the project, by name.
  public static List<Module> all() throws IOException {
    Path root = Path.of(System.getProperty("tsink.root", "../.."));
    List<Module> modules = new ArrayList<>();
    for (String place : List.of("bundles", "distribution", "plugins")) {
      if (Files.isDirectory(root.resolve(place))) {
        try (Stream<Path> folders = Files.walk(root.resolve(place), 2)) {
          folders.filter(Module::hasClasses).map(Module::new).forEach(modules::add);
        }
      }
    }
    modules.sort((a, b) -> a.name().compareTo(b.name()));
    return List.copyOf(modules);
  }

  private static boolean hasClasses(Path folder) {
    return Files.exists(folder.resolve("pom.xml"))
        && Files.isDirectory(folder.resolve("src/main/java"));
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
          name() + " is built after these tests: make it a dependency of io.tsink.itests");
    }
    return classes;
  }

  JavaClasses load() {
    return new ClassFileImporter().importPath(classes());
  }
}
