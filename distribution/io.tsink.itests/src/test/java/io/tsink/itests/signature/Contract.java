package io.tsink.itests.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The signatures of one contract, by package.
///
/// @param packages by name, sorted
record Contract(SequencedMap<String, Section> packages) {
  private static final String PACKAGE = "package ";

  /// The signatures of one package.
  ///
  /// @param lines sorted
  record Section(String version, List<String> lines) {}

  /// Reads the text of a file; a file that does not exist is an empty contract.
  static Contract read(Path file) throws IOException {
    return Files.exists(file) ? parse(Files.readAllLines(file)) : new Contract(new TreeMap<>());
  }

  static Contract parse(List<String> text) {
    SequencedMap<String, Section> packages = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : text) {
      if (line.startsWith(PACKAGE)) {
        String[] words = line.split(" ", -1);
        lines = new ArrayList<>();
        packages.put(words[1], new Section(words[2], lines));
      } else if (!line.isBlank()) {
        lines.add(line.strip());
      }
    }
    return new Contract(packages);
  }

  /// Returns the text: each package's line, then its signatures, indented.
  String text() {
    StringBuilder text = new StringBuilder();
    packages.forEach(
        (name, section) -> {
          text.append(text.isEmpty() ? "" : "\n");
          text.append(PACKAGE).append(name).append(' ').append(section.version()).append('\n');
          section.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        });
    return text.toString();
  }
}
