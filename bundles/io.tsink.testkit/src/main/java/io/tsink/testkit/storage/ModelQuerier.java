package io.tsink.testkit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.Value;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.LabelPage;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.LatestSet;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadPlan;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesExemplars;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Answers from one view of a model store.
final class ModelQuerier implements Querier {
  private static final Comparator<String> BYTE_ORDER =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  private final ModelStorage storage;
  private final ModelView view;
  private final QueryContext context;
  private final ValueIds ids = new ValueIds();
  private boolean closed;

  ModelQuerier(ModelStorage storage, ModelView view, QueryContext context) {
    this.storage = storage;
    this.view = view;
    this.context = context;
  }

  @Override
  public SeriesSet select(Selection selection, SelectHints hints) {
    check();
    return new ModelSeriesSet(parts(selection, hints, hints.range()), hints, context, ids);
  }

  private List<ModelView.Part> parts(Selection selection, SelectHints hints, TimeRange range) {
    Stream<ModelView.Part> parts = view.select(shown(selection, hints.internal()), range).stream();
    if (hints.numericAsF64()) {
      parts = parts.map(ModelQuerier::asNumbers).filter(part -> !part.samples().isEmpty());
    }
    if (!hints.sorted()) {
      parts = parts.sorted(Comparator.comparingLong(part -> part.labels().identityHash()));
    }
    return parts.limit(hints.seriesLimit()).toList();
  }

  private static Predicate<Labels> shown(Selection selection, boolean internal) {
    Predicate<Labels> matching = ModelMatching.predicate(selection);
    return labels -> (internal || !isInternal(labels)) && matching.test(labels);
  }

  private static boolean isInternal(Labels labels) {
    return labels.getOrEmpty(Labels.METRIC_NAME).startsWith(Labels.ROLLUP_PREFIX);
  }

  private static ModelView.Part asNumbers(ModelView.Part part) {
    var numbers = new ArrayList<Version>();
    for (Version version : part.samples()) {
      Value value = version.value();
      if (value.kind().isNumeric()) {
        numbers.add(version.withValue(new Value.F64(SampleColumns.number(value))));
      } else if (value instanceof Value.Histogram) {
        numbers.add(version);
      }
    }
    return new ModelView.Part(part.labels(), numbers);
  }

  @Override
  public LatestSet latest(Selection selection, long at, long lookback, SelectHints hints) {
    check();
    long start = at < Long.MIN_VALUE + lookback ? Long.MIN_VALUE : at - lookback;
    TimeRange range = at == start ? new TimeRange(at, at) : TimeRange.inclusive(start + 1, at);
    List<ModelView.Part> newest =
        parts(selection, hints, range).stream()
            .map(p -> new ModelView.Part(p.labels(), List.of(p.samples().getLast())))
            .toList();
    return new ModelLatestSet(newest, hints, context, ids);
  }

  @Override
  public LabelPage labelNames(LabelRequest request) {
    check();
    var names = new TreeSet<String>(BYTE_ORDER);
    for (Labels labels : labels(request)) {
      labels.forEach((name, _) -> names.add(name));
    }
    if (!request.internal()) {
      names.remove(Labels.TENANT);
    }
    return page(names, request);
  }

  @Override
  public LabelPage labelValues(String name, LabelRequest request) {
    check();
    var values = new TreeSet<String>(BYTE_ORDER);
    for (Labels labels : labels(request)) {
      values.add(labels.getOrEmpty(name));
    }
    values.remove("");
    return page(values, request);
  }

  private List<Labels> labels(LabelRequest request) {
    return view.select(shown(request.selection(), request.internal()), request.range()).stream()
        .map(ModelView.Part::labels)
        .toList();
  }

  private static LabelPage page(Set<String> texts, LabelRequest request) {
    List<String> all =
        texts.stream()
            .filter(text -> text.startsWith(request.prefix()))
            .filter(text -> BYTE_ORDER.compare(text, request.startAfter()) > 0)
            .toList();
    boolean truncated = all.size() > request.limit();
    return new LabelPage(truncated ? all.subList(0, request.limit()) : all, truncated);
  }

  @Override
  public long count(Selection selection, TimeRange range) {
    check();
    return view.select(ModelMatching.predicate(selection), range).size();
  }

  @Override
  public List<SeriesExemplars> exemplars(List<Selection> selections, TimeRange range, int limit) {
    check();
    List<Predicate<Labels>> any = selections.stream().map(ModelMatching::predicate).toList();
    var found = new ArrayList<SeriesExemplars>();
    int left = limit;
    for (Map.Entry<Labels, List<Exemplar>> entry : view.exemplars().entrySet()) {
      List<Exemplar> within =
          entry.getValue().stream()
              .filter(exemplar -> range.contains(exemplar.timestamp()))
              .limit(left)
              .toList();
      if (!within.isEmpty() && any.stream().anyMatch(one -> one.test(entry.getKey()))) {
        found.add(new SeriesExemplars(entry.getKey(), within));
        left -= within.size();
      }
    }
    return found;
  }

  @Override
  public List<MetricMetadata> metadata(String family, int limit, int limitPerFamily) {
    check();
    var families = new TreeMap<String, List<MetricMetadata>>(BYTE_ORDER);
    for (MetricMetadata entry : view.metadata()) {
      if (family.isEmpty() || family.equals(entry.family())) {
        families.computeIfAbsent(entry.family(), _ -> new ArrayList<>()).add(entry);
      }
    }
    return families.values().stream()
        .limit(limit)
        .flatMap(entries -> entries.stream().limit(limitPerFamily))
        .toList();
  }

  @Override
  public ReadPlan plan(Selection selection, SelectHints hints) {
    check();
    List<ModelView.Part> parts = parts(selection, hints, hints.range());
    long chunks = 0;
    long samples = 0;
    for (ModelView.Part part : parts) {
      chunks += ModelCursor.chunks(part.samples()).size();
      samples += part.samples().size();
    }
    return new ReadPlan(
        List.of(new ReadPlan.Part("head", parts.size(), chunks, samples, 16 * samples, 0)));
  }

  @Override
  public List<Warning> warnings() {
    return List.of();
  }

  private void check() {
    storage.checkOpen();
    context.check();
    if (closed) {
      throw new StorageException(ErrorKind.INVALID_ARGUMENT, "the querier is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
