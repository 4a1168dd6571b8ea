package io.tsink.itests.felix;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The bundles that feature documents of the archive name.
final class ShippedFeatures {
  private final Path home;
  private final Set<String> read = new LinkedHashSet<>();
  private final List<Shipped> bundles = new ArrayList<>();

  /// @param startLevel of its start order
  record Shipped(Path file, int startLevel) {}

  private ShippedFeatures(Path home) {
    this.home = home;
  }

  /// Returns the bundles of documents and of those that they require.
  static List<Shipped> bundles(String... names) throws IOException {
    Path home = Path.of(Objects.requireNonNull(System.getProperty("tsink.home"), "tsink.home"));
    var features = new ShippedFeatures(home);
    for (String name : names) {
      features.add(name);
    }
    return features.bundles;
  }

  /// Returns the file of a bundle of ours.
  static Path bundle(String name) throws IOException {
    return bundles("storage").stream()
        .map(Shipped::file)
        .filter(file -> file.toString().contains("/" + name + "/"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is not shipped"));
  }

  private void add(String name) throws IOException {
    if (!read.add(name)) {
      return;
    }
    JsonObject document;
    try (Reader file = Files.newBufferedReader(home.resolve("features/" + name + ".json"));
        JsonReader reader = Json.createReader(file)) {
      document = reader.readObject();
    }
    JsonObject extensions = document.getJsonObject("extensions");
    JsonObject requires = extensions.getJsonObject("tsink-requires");
    JsonArray required =
        requires == null ? JsonValue.EMPTY_JSON_ARRAY : requires.getJsonArray("text");
    for (JsonString each : required.getValuesAs(JsonString.class)) {
      add(each.getString());
    }
    for (JsonObject each : document.getJsonArray("bundles").getValuesAs(JsonObject.class)) {
      bundles.add(new Shipped(file(each.getString("id")), each.getInt("start-order")));
    }
  }

  private Path file(String id) {
    String[] parts = id.split(":", -1);
    return home.resolve("system")
        .resolve(parts[0].replace('.', '/'))
        .resolve(parts[1])
        .resolve(parts[2])
        .resolve(parts[1] + "-" + parts[2] + ".jar");
  }
}
