package io.tsink.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads the configuration file: sections are mappings, a key may also be written with its dots.
final class YamlSource {
  private final KeyCatalog catalog;
  private final Path file;
  private final List<ConfigError> errors;
  private final List<Written> written = new ArrayList<>();

  YamlSource(KeyCatalog catalog, Path file, List<ConfigError> errors) {
    this.catalog = catalog;
    this.file = file;
    this.errors = errors;
  }

  /// Returns every value of the file that belongs to a key; all else is reported as an error.
  List<Written> read() {
    try {
      compose(Files.readString(file)).ifPresent(root -> readSection("", root));
    } catch (NoSuchFileException _) {
      refuse(file.toString(), "no such file");
    } catch (CharacterCodingException _) {
      refuse(file.toString(), "is not UTF-8 text");
    } catch (IOException e) {
      refuse(file.toString(), "cannot be read: " + reason(e));
    } catch (MarkedYamlEngineException e) {
      refuse(
          e.getProblemMark().map(this::at).orElse(file.toString()), "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      refuse(file.toString(), "not YAML: " + e.getMessage());
    }
    return written;
  }

  private Optional<Node> compose(String text) {
    return new Compose(LoadSettings.builder().build()).composeString(text);
  }

  private void readSection(String section, Node node) {
    switch (node) {
      case MappingNode mapping -> mapping.getValue().forEach(entry -> readEntry(section, entry));
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> {
        // a section with all its keys commented out
      }
      default ->
          refuse(
              at(node),
              (section.isEmpty() ? "the file" : section + " is a section; it")
                  + " holds %s, expected keys".formatted(described(node)));
    }
  }

  private void readEntry(String section, NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
      refuse(
          at(entry.getKeyNode()),
          "a key is %s, expected a name".formatted(described(entry.getKeyNode())));
      return;
    }
    String name = section.isEmpty() ? keyNode.getValue() : section + "." + keyNode.getValue();
    KeyCatalog.Claim claim = catalog.named(name);
    if (claim != null) {
      readValue(name, claim, entry.getValueNode(), origin(keyNode));
    } else if (catalog.section(name)) {
      readSection(name, entry.getValueNode());
    } else {
      String suggestion = Suggestion.among(catalog.namesAndSections(), name, "");
      refuse(at(keyNode), "unknown key " + name + suggestion);
    }
  }

  private void readValue(String name, KeyCatalog.Claim claim, Node node, Origin origin) {
    List<Node> entries = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (Node entry : entries) {
      if (entry instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
        texts.add(scalar.getValue());
      } else {
        String expected = claim.namesFile() ? "a path" : claim.key().type().expected();
        refuse(at(entry), "%s: found %s, expected %s".formatted(name, described(entry), expected));
        return;
      }
    }
    written.add(new Written(claim, name, List.copyOf(texts), node instanceof SequenceNode, origin));
  }

  private static String described(Node node) {
    return switch (node) {
      case MappingNode _ -> "a section";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      case ScalarNode scalar -> "\"" + scalar.getValue() + "\"";
      default -> "something else";
    };
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private Origin origin(Node node) {
    return node.getStartMark()
        .map(mark -> new Origin.FileLine(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(new Origin.FileLine(file, 1, 1));
  }

  private String at(Node node) {
    return origin(node).toString();
  }

  private String at(Mark mark) {
    return new Origin.FileLine(file, mark.getLine() + 1, mark.getColumn() + 1).toString();
  }

  private void refuse(String where, String what) {
    errors.add(new ConfigError(where, what));
  }
}
