package io.tsink.http.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tsink.spi.ingest.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes answers and failures as JSON.
final class Answer {
  private static final int MAX_ANNOTATIONS = 10;
  private static final JsonFactory JSON = new JsonFactory();

  private Answer() {}

  /// Writes what comes under `data`.
  interface Data {
    void write(JsonGenerator json) throws IOException;
  }

  static void success(HttpResponse response, Data data, List<String> warnings, List<String> infos) {
    response.status(200).header("Content-Type", "application/json");
    write(
        response,
        json -> {
          json.writeStringField("status", "success");
          json.writeFieldName("data");
          data.write(json);
          annotations(json, "warnings", "warning", warnings);
          annotations(json, "infos", "info", infos);
        });
  }

  static void failure(HttpResponse response, ErrorType type, String message) {
    response.status(type.status()).header("Content-Type", "application/json");
    if (type == ErrorType.UNAVAILABLE) {
      response.header("Retry-After", "5");
    }
    write(
        response,
        json -> {
          json.writeStringField("status", "error");
          json.writeStringField("errorType", type.text());
          json.writeStringField("error", message);
        });
  }

  private static void annotations(JsonGenerator json, String field, String word, List<String> texts)
      throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (String text : texts.subList(0, Math.min(MAX_ANNOTATIONS, texts.size()))) {
      json.writeString(text);
    }
    if (texts.size() > MAX_ANNOTATIONS) {
      json.writeString(
          "%d more %s annotations omitted".formatted(texts.size() - MAX_ANNOTATIONS, word));
    }
    json.writeEndArray();
  }

  private static void write(HttpResponse response, Data fields) {
    try (JsonGenerator json = JSON.createGenerator(new ResponseStream(response))) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
