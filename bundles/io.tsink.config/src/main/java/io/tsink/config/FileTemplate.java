package io.tsink.config;

import java.util.ArrayList;
import java.util.List;

/// Writes the configuration file that an installation starts with: every key of a catalog, its
/// description, what it takes and its default, all commented out.
public final class FileTemplate {
  private static final int WIDTH = 98;

  private FileTemplate() {}

  /// Returns the file's text.
  ///
  /// @param schema where an editor finds the JSON Schema, seen from the file
  public static String of(KeyCatalog catalog, String schema) {
    StringBuilder text = new StringBuilder();
    text.append("# yaml-language-server: $schema=").append(schema).append('\n');
    text.append(
        """
        #
        # Configuration of tsink. Every key is here with its default; remove the "#" to set one.
        # The key a.b-c is also the flag --a.b-c and the environment variable TSINK_A_B_C; flags win
        # over the environment, the environment over this file. An unknown key or a bad value stops
        # the start with a list of everything that is wrong. "tsink config show" prints each value
        # in force and where it came from.
        """);
    String section = "";
    for (ConfigKey<?> key : catalog.keys()) {
      int dot = key.name().lastIndexOf('.');
      String inner = dot < 0 ? "" : key.name().substring(0, dot);
      if (!inner.equals(section)) {
        section = inner;
        openSection(section, text);
      }
      writeKey(key, key.name().substring(dot + 1), section.isEmpty() ? "" : "  ", text);
    }
    return text.toString();
  }

  /// A section of several levels is written as one line each time: `a.b:` would be a key.
  private static void openSection(String section, StringBuilder text) {
    if (section.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "section " + section + " has several levels, the template knows one");
    }
    if (!section.isEmpty()) {
      text.append('\n').append(section).append(":\n");
    }
  }

  private static void writeKey(ConfigKey<?> key, String word, String indent, StringBuilder text) {
    text.append('\n');
    for (String line : wrapped(key.description(), WIDTH - indent.length())) {
      text.append(indent).append("# ").append(line).append('\n');
    }
    String takes = "Takes " + key.type().expected() + "; " + key.reload().sentence() + ".";
    for (String line : wrapped(takes, WIDTH - indent.length())) {
      text.append(indent).append("# ").append(line).append('\n');
    }
    if (key.defaultValue() == null) {
      text.append(indent).append("# Default: ").append(key.defaultText()).append('\n');
      text.append(indent).append('#').append(word).append(":\n");
    } else {
      text.append(indent).append('#').append(word).append(": ").append(yaml(key)).append('\n');
    }
  }

  private static String yaml(ConfigKey<?> key) {
    return key.type() instanceof KeyType.Sequence<?>
        ? "[" + key.defaultText().replace(",", ", ") + "]"
        : key.defaultText();
  }

  private static List<String> wrapped(String sentence, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
