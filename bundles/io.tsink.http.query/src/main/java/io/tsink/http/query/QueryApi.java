package io.tsink.http.query;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.store.LabelPage;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.Warning;
import io.tsink.http.HttpEndpoint;
import io.tsink.promql.PromqlEngine;
import io.tsink.promql.PromqlException;
import io.tsink.promql.PromqlOptions;
import io.tsink.promql.QueryResult;
import io.tsink.promql.ast.Printer;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The endpoints `query`, `query_range`, `series`, `labels`, label values, `format_query` and
/// `status/buildinfo`. Thread-safe.
public final class QueryApi implements HttpEndpoint {
  private static final String TRUNCATED = "results truncated due to limit";

  /// The version of the API that is spoken; dashboards choose features by it.
  private static final String SPOKEN_VERSION = "3.14.0";

  private final Storage storage;
  private final QueryApiOptions options;
  private final InstantSource clock;
  private final QuerySlots slots;
  private final Map<String, Action> actions;

  private interface Action {
    void answer(HttpExchange exchange, Parameters parameters, Times times);
  }

  public QueryApi(Storage storage, QueryApiOptions options, InstantSource clock) {
    this.storage = storage;
    this.options = options;
    this.clock = clock;
    this.slots = new QuerySlots(options.maxConcurrency());
    this.actions =
        Map.of(
            "/api/v1/query", this::query,
            "/api/v1/query_range", this::queryRange,
            "/api/v1/series", this::series,
            "/api/v1/labels", this::labelNames,
            "/api/v1/label/{name}/values", this::labelValues,
            "/api/v1/format_query", this::formatQuery,
            "/api/v1/status/buildinfo", this::buildInfo);
  }

  @Override
  public List<HttpRoute> routes() {
    return actions.keySet().stream()
        .map(
            path -> {
              boolean reads = path.contains("{") || path.contains("/status/");
              HttpRoute route =
                  reads
                      ? HttpRoute.of(path, "GET")
                      : HttpRoute.of(path, "GET", "POST").mergingForm();
              boolean queries = path.startsWith("/api/v1/query");
              return route.surface(queries ? HttpRoute.Surface.QUERY : HttpRoute.Surface.METADATA);
            })
        .toList();
  }

  @Override
  public void handle(HttpExchange exchange) {
    Action action = actions.get(exchange.route().path());
    if (action == null) {
      throw new IllegalArgumentException("no route of this endpoint: " + exchange.route());
    }
    try {
      var times = new Times(storage.options().precision());
      action.answer(exchange, new Parameters(exchange, times), times);
    } catch (ApiFailure e) {
      fail(exchange, e.type(), e);
    } catch (PromqlException e) {
      fail(exchange, type(e.kind()), e);
    } catch (StorageException e) {
      fail(exchange, ErrorType.of(e.kind()), e);
    }
  }

  private static void fail(HttpExchange exchange, ErrorType type, RuntimeException failure) {
    if (exchange.response().committed()) {
      throw failure;
    }
    Answer.failure(exchange.response(), type, String.valueOf(failure.getMessage()));
  }

  private static ErrorType type(PromqlException.Kind kind) {
    return switch (kind) {
      case BAD_DATA -> ErrorType.BAD_DATA;
      case EXECUTION -> ErrorType.EXECUTION;
      case TIMEOUT -> ErrorType.TIMEOUT;
      case CANCELED -> ErrorType.CANCELED;
      case INTERNAL -> ErrorType.INTERNAL;
    };
  }

  private void query(HttpExchange exchange, Parameters parameters, Times times) {
    int limit = parameters.limit();
    long time = parameters.time("time", times.of(clock.instant()));
    evaluate(
        exchange,
        parameters,
        new ResultJson(times, limit),
        (engine, querier, context) ->
            engine.instant(querier, context, parameters.text("query"), time));
  }

  private void queryRange(HttpExchange exchange, Parameters parameters, Times times) {
    int limit = parameters.limit();
    long start = parameters.requiredTime("start");
    long end = parameters.requiredTime("end");
    if (end < start) {
      throw ApiFailure.badParameter("end", "end timestamp must not be before start time");
    }
    long step = parameters.requiredUnits("step");
    if (step <= 0) {
      throw ApiFailure.badParameter(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    evaluate(
        exchange,
        parameters,
        new ResultJson(times, limit),
        (engine, querier, context) ->
            engine.range(querier, context, parameters.text("query"), start, end, step));
  }

  private interface Evaluation {
    QueryResult evaluate(PromqlEngine engine, Querier querier, QueryContext context);
  }

  private void evaluate(
      HttpExchange exchange, Parameters parameters, ResultJson json, Evaluation evaluation) {
    Duration timeout = timeout(parameters);
    PromqlEngine engine = engine(parameters);
    QueryResult result;
    try (QuerySlots.Slot _ = slots.take(timeout);
        Lease lease = lease(exchange, parameters.text("query"), timeout)) {
      result = evaluation.evaluate(engine, lease.querier(), lease.context());
    }
    var warnings = new ArrayList<>(result.notes().warnings());
    if (json.truncates(result)) {
      warnings.add(TRUNCATED);
    }
    Answer.success(
        exchange.response(),
        generator -> json.write(result, generator),
        warnings,
        result.notes().infos());
  }

  private PromqlEngine engine(Parameters parameters) {
    Duration lookback = parameters.duration("lookback_delta");
    PromqlOptions changed =
        PromqlOptions.DEFAULTS
            .withMaxSamples(options.maxSamples())
            .withLookback(lookback == null ? options.lookback() : lookback);
    return PromqlEngine.create(changed, storage.options().precision());
  }

  private Duration timeout(Parameters parameters) {
    Duration asked = parameters.duration("timeout");
    return asked == null || asked.compareTo(options.timeout()) > 0 ? options.timeout() : asked;
  }

  private void formatQuery(HttpExchange exchange, Parameters parameters, Times times) {
    String pretty = Printer.pretty(engine(parameters).parse(parameters.text("query")));
    Answer.success(exchange.response(), json -> json.writeString(pretty), List.of(), List.of());
  }

  private void series(HttpExchange exchange, Parameters parameters, Times times) {
    Selection selection = parameters.selection();
    if (selection == null) {
      throw new ApiFailure(ErrorType.BAD_DATA, "no match[] parameter provided");
    }
    int limit = parameters.limit();
    var hints = SelectHints.builder(parameters.range()).sorted(true).build();
    var found = new ArrayList<Labels>();
    boolean truncated = false;
    List<String> warnings;
    try (Lease lease = lease(exchange, selection.toString(), timeout(parameters));
        SeriesSet series = lease.querier().select(selection, hints)) {
      while (!truncated && series.next()) {
        lease.context().check();
        truncated = limit > 0 && found.size() == limit;
        if (!truncated) {
          found.add(series.labels());
        }
      }
      warnings = warnings(lease.querier(), truncated);
    }
    Answer.success(
        exchange.response(),
        json -> {
          json.writeStartArray();
          for (Labels labels : found) {
            ResultJson.labels(labels, json);
          }
          json.writeEndArray();
        },
        warnings,
        List.of());
  }

  private void labelNames(HttpExchange exchange, Parameters parameters, Times times) {
    labels(exchange, parameters, Querier::labelNames);
  }

  private void labelValues(HttpExchange exchange, Parameters parameters, Times times) {
    String name = LabelName.unescape(exchange.pathVariable("name"));
    if (name.isEmpty()) {
      throw new ApiFailure(ErrorType.BAD_DATA, "invalid label name: \"\"");
    }
    labels(exchange, parameters, (querier, request) -> querier.labelValues(name, request));
  }

  private interface LabelReading {
    LabelPage read(Querier querier, LabelRequest request);
  }

  private void labels(HttpExchange exchange, Parameters parameters, LabelReading reading) {
    int limit = parameters.limit();
    Selection selection = parameters.selection();
    LabelRequest request =
        LabelRequest.everything()
            .withRange(parameters.range())
            .withLimit(limit == 0 ? Integer.MAX_VALUE : limit);
    LabelPage page;
    List<String> warnings;
    try (Lease lease = lease(exchange, "labels", timeout(parameters))) {
      page =
          reading.read(
              lease.querier(), selection == null ? request : request.withSelection(selection));
      warnings = warnings(lease.querier(), page.truncated());
    }
    Answer.success(
        exchange.response(),
        json -> {
          json.writeStartArray();
          for (String text : page.texts()) {
            json.writeString(text);
          }
          json.writeEndArray();
        },
        warnings,
        List.of());
  }

  private static List<String> warnings(Querier querier, boolean truncated) {
    var warnings = new ArrayList<>(querier.warnings().stream().map(Warning::text).toList());
    if (truncated) {
      warnings.add(TRUNCATED);
    }
    return warnings;
  }

  private void buildInfo(HttpExchange exchange, Parameters parameters, Times times) {
    Answer.success(
        exchange.response(),
        json -> {
          json.writeStartObject();
          json.writeStringField("version", SPOKEN_VERSION);
          json.writeStringField("revision", "tsink-" + options.version());
          json.writeStringField("branch", "");
          json.writeStringField("buildUser", "");
          json.writeStringField("buildDate", "");
          json.writeStringField("goVersion", "");
          json.writeStringField("application", "tsink");
          json.writeEndObject();
        },
        List.of(),
        List.of());
  }

  /// A querier with the context it reads in. Confined.
  private record Lease(Querier querier, QueryContext context) implements AutoCloseable {
    @Override
    public void close() {
      querier.close();
    }
  }

  private Lease lease(HttpExchange exchange, String text, Duration timeout) {
    QueryContext context =
        QueryContext.builder()
            .text(text)
            .tenant(exchange.context().tenant())
            .principal(exchange.context().principal())
            .timeout(timeout)
            .build();
    return new Lease(storage.querier(context, ReadOptions.defaults()), context);
  }
}
