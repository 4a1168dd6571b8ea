package io.tsink.promql;

import io.tsink.testkit.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The conformance data, read in place.
final class Corpora {
  private Corpora() {}

  static Path folder(String name) {
    return Requires.corpus(name);
  }

  static String text(String name) {
    try {
      return Files.readString(folder(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
