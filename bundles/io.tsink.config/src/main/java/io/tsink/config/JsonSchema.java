package io.tsink.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Describes a catalog as a JSON Schema (draft 2020-12), by which editors complete and check the
/// configuration file.
public final class JsonSchema {
  private JsonSchema() {}

  /// Returns the schema of the file's sections as JSON text that ends with a line break.
  public static String of(KeyCatalog catalog) {
    Map<String, Object> root = section();
    for (ConfigKey<?> key : catalog.keys()) {
      place(root, key.name(), described(key));
      if (key.secret()) {
        place(
            root,
            key.name() + "-file",
            Map.of("type", "string", "description", "File that holds " + key.name() + "."));
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "tsink configuration");
    schema.putAll(root);
    StringBuilder json = new StringBuilder();
    write(schema, 0, json);
    return json.append('\n').toString();
  }

  private static Map<String, Object> described(ConfigKey<?> key) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(
        "description",
        "%s Default: %s; %s."
            .formatted(key.description(), key.defaultText(), key.reload().sentence()));
    schema.putAll(new TreeMap<>(key.type().schema()));
    return schema;
  }

  private static Map<String, Object> section() {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("type", List.of("object", "null"));
    section.put("additionalProperties", false);
    section.put("properties", new LinkedHashMap<String, Object>());
    return section;
  }

  @SuppressWarnings("unchecked") // every node on the way was made by section()
  private static void place(Map<String, Object> root, String name, Map<String, Object> schema) {
    Map<String, Object> node = root;
    String[] parts = name.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      Map<String, Object> properties =
          (Map<String, Object>) node.getOrDefault("properties", Map.of());
      if (i == parts.length - 1) {
        properties.put(parts[i], schema);
      } else {
        node = (Map<String, Object>) properties.computeIfAbsent(parts[i], _ -> section());
      }
    }
  }

  private static void write(Object value, int depth, StringBuilder json) {
    switch (value) {
      case LinkedHashMap<?, ?> map -> writeMap(map, depth, json);
      // an unordered map would be another text in another virtual machine
      case Map<?, ?> map -> writeMap(new TreeMap<>(map), depth, json);
      case List<?> list -> {
        String separator = "[";
        for (Object entry : list) {
          json.append(separator);
          write(entry, depth + 1, json);
          separator = ", ";
        }
        json.append(list.isEmpty() ? "[]" : "]");
      }
      case Number number -> json.append(number);
      case Boolean bool -> json.append(bool);
      default -> writeText(value.toString(), json);
    }
  }

  private static void writeMap(Map<?, ?> map, int depth, StringBuilder json) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.append(separator).append('\n').repeat("  ", depth + 1);
      writeText(String.valueOf(entry.getKey()), json);
      json.append(": ");
      write(entry.getValue(), depth + 1, json);
      separator = ",";
    }
    if (map.isEmpty()) {
      json.append("{}");
    } else {
      json.append('\n').repeat("  ", depth).append('}');
    }
  }

  private static void writeText(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        default -> {
          if (c < ' ') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
