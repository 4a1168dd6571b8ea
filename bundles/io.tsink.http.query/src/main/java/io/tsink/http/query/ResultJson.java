package io.tsink.http.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tsink.api.Labels;
import io.tsink.promql.MatrixResult;
import io.tsink.promql.MatrixSeries;
import io.tsink.promql.QueryResult;
import io.tsink.promql.ScalarResult;
import io.tsink.promql.StringResult;
import io.tsink.promql.VectorResult;
import java.io.IOException;

/// Writes the result of a query.
final class ResultJson {
  private final Times times;
  private final int limit;

  /// @param limit most series, 0 for any number
  ResultJson(Times times, int limit) {
    this.times = times;
    this.limit = limit == 0 ? Integer.MAX_VALUE : limit;
  }

  /// Whether the limit leaves something out.
  boolean truncates(QueryResult result) {
    return switch (result) {
      case VectorResult vector -> vector.samples().size() > limit;
      case MatrixResult matrix -> matrix.series().size() > limit;
      case ScalarResult _, StringResult _ -> false;
    };
  }

  void write(QueryResult result, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("resultType", result.type());
    json.writeFieldName("result");
    switch (result) {
      case ScalarResult scalar -> point(scalar.time(), Numbers.text(scalar.value()), json);
      case StringResult string -> point(string.time(), string.value(), json);
      case VectorResult vector -> vector(vector, json);
      case MatrixResult matrix -> matrix(matrix, json);
    }
    json.writeEndObject();
  }

  private void vector(VectorResult vector, JsonGenerator json) throws IOException {
    json.writeStartArray();
    int left = limit;
    for (VectorResult.Sample sample : vector.samples()) {
      if (left-- == 0) {
        break;
      }
      json.writeStartObject();
      json.writeFieldName("metric");
      labels(sample.labels(), json);
      json.writeFieldName("value");
      point(vector.time(), Numbers.text(sample.value()), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void matrix(MatrixResult matrix, JsonGenerator json) throws IOException {
    json.writeStartArray();
    int left = limit;
    for (MatrixSeries series : matrix.series()) {
      if (left-- == 0) {
        break;
      }
      json.writeStartObject();
      json.writeFieldName("metric");
      labels(series.labels(), json);
      json.writeArrayFieldStart("values");
      for (int i = 0; i < series.count(); i++) {
        point(series.time(i), Numbers.text(series.value(i)), json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void point(long time, String value, JsonGenerator json) throws IOException {
    json.writeStartArray();
    json.writeRawValue(times.seconds(time));
    json.writeString(value);
    json.writeEndArray();
  }

  static void labels(Labels labels, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < labels.count(); i++) {
      json.writeStringField(labels.name(i), labels.value(i));
    }
    json.writeEndObject();
  }
}
