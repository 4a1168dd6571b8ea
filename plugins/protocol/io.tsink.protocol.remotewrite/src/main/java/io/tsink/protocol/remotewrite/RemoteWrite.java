package io.tsink.protocol.remotewrite;

import io.tsink.api.store.Reason;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpProtocol;
import io.tsink.spi.ingest.HttpResponse;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.IngestResult;
import io.tsink.spi.ingest.RequestBody;
import io.tsink.spi.ingest.SampleSink;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/// Answers `POST /api/v1/write`. Thread-safe.
///
/// 204 when everything was stored. 400 with counts and the first reasons when something was refused
/// and the rest was stored, which keeps senders from sending it for ever. 429 when nothing could be
/// stored for a limit. What stops the whole request is thrown and answered by the host.
final class RemoteWrite implements HttpProtocol {
  private static final int KEPT_READERS = 32;
  private static final int SHOWN_REJECTIONS = 10;
  private static final String LIMIT_RETRY_SECONDS = "30";

  private final HttpRoute route;
  private final ArrayBlockingQueue<WriteRequestReader> idle =
      new ArrayBlockingQueue<>(KEPT_READERS);

  RemoteWrite(IngestHost host) {
    route =
        HttpRoute.of("/api/v1/write", "POST")
            .accepts(
                "application/x-protobuf", "application/x-protobuf;proto=prometheus.WriteRequest")
            .codings("snappy")
            .maxBodyBytes(
                host.options().get(RemoteWriteProtocol.MAX_BODY),
                "remote-write." + RemoteWriteProtocol.MAX_BODY.name());
  }

  @Override
  public List<HttpRoute> routes() {
    return List.of(route);
  }

  @Override
  public void handle(HttpExchange exchange) {
    SampleSink sink = exchange.sink();
    try {
      read(exchange.body(), sink);
      answer(exchange.response(), sink.flush());
    } catch (StorageException e) {
      throw withCounts(e, sink.result());
    }
  }

  private void read(RequestBody body, SampleSink sink) {
    WriteRequestReader polled = idle.poll();
    WriteRequestReader reader = polled == null ? new WriteRequestReader() : polled;
    try {
      reader.read(body.array(), body.offset(), body.length(), sink);
    } finally {
      reader.clear();
      var _ = idle.offer(reader);
    }
  }

  private static void answer(HttpResponse response, IngestResult result) {
    if (result.complete()) {
      response.status(204).send();
      return;
    }
    response.status(result.httpStatus()).header("Content-Type", "text/plain; charset=utf-8");
    if (result.retry() == Reason.Retry.LIMIT) {
      response.header("Retry-After", LIMIT_RETRY_SECONDS);
    }
    response.send(result.report("series", SHOWN_REJECTIONS));
  }

  /// Says what was stored of a large request before it failed.
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
