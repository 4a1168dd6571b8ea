package io.tsink.protocol.exposition;

import io.tsink.api.store.Reason;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpProtocol;
import io.tsink.spi.ingest.HttpResponse;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.IngestResult;
import io.tsink.spi.ingest.MediaType;
import io.tsink.spi.ingest.RequestBody;
import io.tsink.spi.ingest.SampleSink;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/// Answers `POST /api/v1/import/prometheus`. Thread-safe.
///
/// 204 when every line was stored. 400 with counts and the first bad lines when some were not; the
/// others were. A text that fails in the middle says how much of it was stored.
final class Exposition implements HttpProtocol {
  private static final int KEPT_READERS = 16;
  private static final int SHOWN_REJECTIONS = 10;
  private static final String LIMIT_RETRY_SECONDS = "30";
  private static final String PROTOBUF = "application/vnd.google.protobuf";

  private final HttpRoute route;
  private final int maxLine;
  private final ArrayBlockingQueue<ExpositionReader> idle = new ArrayBlockingQueue<>(KEPT_READERS);

  Exposition(IngestHost host) {
    route =
        HttpRoute.of("/api/v1/import/prometheus", "POST")
            .body(HttpRoute.BodyMode.STREAM)
            .maxBodyBytes(
                host.options().get(ExpositionProtocol.MAX_BODY),
                "text-import." + ExpositionProtocol.MAX_BODY.name());
    maxLine = Math.toIntExact(host.options().get(ExpositionProtocol.MAX_LINE));
  }

  @Override
  public List<HttpRoute> routes() {
    return List.of(route);
  }

  @Override
  public void handle(HttpExchange exchange) {
    MediaType type = exchange.contentType();
    if (type != null && type.is(PROTOBUF)) {
      text(exchange.response(), 415)
          .send(
              "media type \"%s\", expected text/plain or application/openmetrics-text\n"
                  .formatted(type));
      return;
    }
    boolean openMetrics = type != null && type.is("application/openmetrics-text");
    SampleSink sink = exchange.sink();
    try {
      read(exchange.body(), openMetrics, exchange.receivedAt().toEpochMilli(), sink);
      answer(exchange.response(), sink.flush());
    } catch (StorageException e) {
      throw withCounts(e, sink.result());
    }
  }

  private void read(RequestBody body, boolean openMetrics, long receivedAt, SampleSink sink) {
    ExpositionReader polled = idle.poll();
    ExpositionReader reader = polled == null ? new ExpositionReader(maxLine) : polled;
    reader.start(openMetrics, receivedAt);
    reader.read(body, sink);
    var _ = idle.offer(reader);
  }

  private static HttpResponse text(HttpResponse response, int status) {
    return response.status(status).header("Content-Type", "text/plain; charset=utf-8");
  }

  private static void answer(HttpResponse response, IngestResult result) {
    if (result.complete()) {
      response.status(204).send();
      return;
    }
    text(response, result.httpStatus());
    if (result.retry() == Reason.Retry.LIMIT) {
      response.header("Retry-After", LIMIT_RETRY_SECONDS);
    }
    response.send(result.report("line", SHOWN_REJECTIONS));
  }

  private static StorageException withCounts(StorageException failure, IngestResult result) {
    if (result.stored() == 0) {
      return failure;
    }
    return new StorageException(
        failure.kind(),
        "%s; %d samples were stored before that".formatted(failure.getMessage(), result.stored()),
        failure);
  }

  @Override
  public void close() {
    idle.clear();
  }
}
