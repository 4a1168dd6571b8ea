package io.tsink.itests.server;

import java.nio.file.Path;
import java.util.Objects;

/// The unpacked archive.
final class Archive {
  private Archive() {}

  /// The folder of the installation.
  static Path home() {
    return Path.of(property("tsink.home"));
  }

  /// The archive itself.
  static Path file() {
    return Path.of(property("tsink.archive"));
  }

  /// A bundle of ours in the archive.
  static Path bundle(String name) {
    String version = property("tsink.version");
    return home()
        .resolve("system/io/tsink")
        .resolve(name)
        .resolve(version)
        .resolve(name + "-" + version + ".jar");
  }

  static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
