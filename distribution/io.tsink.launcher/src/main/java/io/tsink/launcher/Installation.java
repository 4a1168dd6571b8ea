package io.tsink.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.feature.ID;

/// The unpacked archive.
///
/// @param home the folder that holds bin/, etc/, features/, lib/, system/ and plugins/
record Installation(Path home) {
  /// Returns the installation named by the system property `tsink.home`, which bin/tsink sets.
  static Installation ofThisProcess() {
    return new Installation(
        Path.of(System.getProperty("tsink.home", ".")).toAbsolutePath().normalize());
  }

  Path features() {
    return home.resolve("features");
  }

  Path system() {
    return home.resolve("system");
  }

  Path plugins() {
    return home.resolve("plugins");
  }

  Path configFile() {
    return home.resolve("etc").resolve("tsink.yaml");
  }

  /// Returns the file of an artifact, by the layout of a Maven repository.
  Path file(ID id) {
    String classifier = id.getClassifier().map(name -> "-" + name).orElse("");
    String name =
        id.getArtifactId() + "-" + id.getVersion() + classifier + "." + id.getType().orElse("jar");
    return system()
        .resolve(id.getGroupId().replace('.', '/'))
        .resolve(id.getArtifactId())
        .resolve(id.getVersion())
        .resolve(name);
  }

  /// Returns `data/` of the installation when it can be written, as in an unpacked archive, and
  /// `./tsink-data` when it cannot, as in a packaged one.
  Path defaultDataPath() {
    Path data = home.resolve("data");
    boolean unpacked = Files.isDirectory(features());
    Path holder = Files.isDirectory(data) ? data : home;
    return unpacked && Files.isWritable(holder) ? data : Path.of("tsink-data");
  }
}
