package io.tsink.protocol.exposition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a JSON file into maps, lists, texts, doubles and booleans; null becomes the text `null`.
final class Json {
  private Json() {}

  static Object read(Path file) {
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      parser.nextToken();
      return value(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The entries of a file that is a list of objects.
  static List<Map<String, Object>> rows(Path file) {
    var rows = new ArrayList<Map<String, Object>>();
    for (Object each : (List<?>) read(file)) {
      rows.add(object(each));
    }
    return rows;
  }

  static Map<String, Object> object(Object value) {
    var map = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) value).forEach((key, each) -> map.put((String) key, each));
    return map;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var map = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        var list = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> parser.getText();
    };
  }
}
