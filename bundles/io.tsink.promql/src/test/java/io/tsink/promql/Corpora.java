package io.tsink.promql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The conformance data, read in place: `-Dtsink.corpora` or `../shared/corpora` beside the
/// project.
final class Corpora {

  private Corpora() {}

  static Path folder(String name) {
    Path path =
        Path.of(System.getProperty("tsink.corpora", "../../../shared/corpora")).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(path),
        () ->
            "missing: "
                + path.toAbsolutePath().normalize()
                + "; install: lay the corpora beside the project or pass -Dtsink.corpora=FOLDER");
    return path;
  }

  static String text(String name) {
    try {
      return Files.readString(folder(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
