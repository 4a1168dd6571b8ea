package io.tsink.engine.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.Selection;
import io.tsink.api.ShardScope;
import io.tsink.api.ValueKind;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.LabelPage;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.StorageException;
import io.tsink.engine.index.MemoryLabelIndex;
import io.tsink.engine.index.Postings;
import io.tsink.engine.index.PostingsSelector;
import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.runtime.Shards;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every series that has an id: found by identity, by id and by matchers. Thread-safe.
///
/// An id is given when the first row of a series is accepted, once in the life of a store:
/// neither an id nor, within one process, a symbol is used again.
public final class SeriesRegistry {

  private static final byte[] METRIC_NAME = Labels.METRIC_NAME.getBytes(UTF_8);
  private static final byte[] ROLLUP_PREFIX = Labels.ROLLUP_PREFIX.getBytes(UTF_8);

  private final SymbolTable symbols = new SymbolTable();
  private final SeriesShard[] shards = new SeriesShard[Shards.COUNT];
  private final SeriesById byId = new SeriesById();
  private final MemoryLabelIndex index;
  private final PostingsSelector selector;
  private final UnsavedSeries unsaved = new UnsavedSeries();
  private final AtomicInteger nextId = new AtomicInteger(1);

  /// Number of series whose kind is fixed.
  private final AtomicInteger settled = new AtomicInteger();

  /// A registry without series.
  public SeriesRegistry(PostingsSelector selector) {
    this.selector = selector;
    this.index = new MemoryLabelIndex(symbols, this::valueOf);
    for (int i = 0; i < Shards.COUNT; i++) {
      shards[i] = new SeriesShard(symbols);
    }
  }

  /// The entry of a series, or a fresh handle that leaves no trace in the registry.
  ///
  /// @param labels with a metric name
  public Series handle(Labels labels) {
    long hash = labels.identityHash();
    Series known = find(labels, hash);
    return known != null ? known : new Series(this, labels, hash);
  }

  /// The entry of a series, or null when it has none.
  public @Nullable Series find(Labels labels) {
    return find(labels, labels.identityHash());
  }

  private @Nullable Series find(Labels labels, long hash) {
    SeriesShard shard = shards[Shards.of(hash)];
    Lock lock = shard.lock().readLock();
    lock.lock();
    try {
      return shard.find(hash, labels);
    } finally {
      lock.unlock();
    }
  }

  /// The series of an id, or null when it has left the registry or never was there.
  public @Nullable Series series(int id) {
    return byId.get(id);
  }

  /// The entry of a handle's series, made now when there is none. The result is the handle itself
  /// unless that is retired then.
  ///
  /// However many threads register one series, it gets one id.
  ///
  /// @param kind of the row that is the first one if the entry is made now; null when the entry is
  ///     made for something else than a row
  public Series register(Series handle, @Nullable ValueKind kind) {
    Series series = handle;
    for (Series next = handle.successor(); next != null; next = next.successor()) {
      series = next;
    }
    if (series.id() != Series.NO_ID && !series.retired()) {
      return series;
    }
    SeriesShard shard = shards[handle.shard()];
    Lock lock = shard.lock().writeLock();
    lock.lock();
    try {
      Labels labels = handle.labels();
      Series entry = shard.find(handle.identityHash(), labels);
      if (entry == null) {
        boolean reusable = handle.id() == Series.NO_ID && !handle.retired();
        entry = reusable ? handle : new Series(this, labels, handle.identityHash());
        enter(shard, entry, labels, takeId(), kind);
      }
      if (entry != handle) {
        handle.retire(entry);
      }
      return entry;
    } finally {
      lock.unlock();
    }
  }

  /// Puts back a series that a file or the log names; repeating it changes nothing.
  ///
  /// @throws StorageException of kind `CORRUPTION` when the id has other labels, or the labels
  ///     have another id
  public Series restore(int id, Labels labels, @Nullable ValueKind kind) {
    long hash = labels.identityHash();
    SeriesShard shard = shards[Shards.of(hash)];
    Lock lock = shard.lock().writeLock();
    lock.lock();
    try {
      Series entry = shard.find(hash, labels);
      Series other = byId.get(id);
      if (entry != other) {
        throw new StorageException(
            ErrorKind.CORRUPTION,
            "series %s is %s, but was %s before"
                .formatted(Integer.toUnsignedString(id), labels, other == null ? entry : other));
      }
      if (entry == null) {
        entry = new Series(this, labels, hash);
        enter(shard, entry, labels, id, kind);
        reserveIds(id);
      } else if (kind != null && entry.kind() == null) {
        settleLocked(entry, kind);
      }
      return entry;
    } finally {
      lock.unlock();
    }
  }

  /// Fixes the kind of an entry that was made without a row, unless another row was faster.
  public void settle(Series entry, ValueKind kind) {
    Lock lock = shards[entry.shard()].lock().writeLock();
    lock.lock();
    try {
      if (entry.kind() == null) {
        settleLocked(entry, kind);
      }
    } finally {
      lock.unlock();
    }
  }

  private void settleLocked(Series entry, ValueKind kind) {
    entry.settle(kind);
    settled.incrementAndGet();
    unsaved.added(entry.id());
  }

  private void enter(
      SeriesShard shard, Series series, Labels labels, int id, @Nullable ValueKind kind) {
    if (kind != null) {
      settled.incrementAndGet();
    }
    int[] labelSymbols = symbolsOf(labels);
    series.enter(labelSymbols, id, kind);
    byId.set(id, series);
    shard.add(series);
    index.add(id, labelSymbols);
    unsaved.added(id);
  }

  /// Removes a series; its handle is retired, its id is not used again.
  ///
  /// Only a series that no file of the store names any more may be removed.
  public void remove(Series series) {
    SeriesShard shard = shards[series.shard()];
    Lock lock = shard.lock().writeLock();
    lock.lock();
    try {
      if (byId.get(series.id()) != series) {
        return;
      }
      index.remove(series.id(), series.symbols());
      shard.remove(series);
      if (series.kind() != null) {
        settled.decrementAndGet();
      }
      byId.set(series.id(), null);
      series.retire(null);
      unsaved.removed(series.id());
    } finally {
      lock.unlock();
    }
  }

  /// Makes sure that `id` and all below it are never given to a new series.
  public void reserveIds(int id) {
    nextId.updateAndGet(next -> next == 0 || Integer.compareUnsigned(next, id) > 0 ? next : id + 1);
  }

  private int takeId() {
    int id = nextId.getAndUpdate(next -> next == 0 ? 0 : next + 1);
    if (id == Series.NO_ID) {
      throw new StorageException(
          ErrorKind.LIMIT_EXCEEDED, "all %d series ids are used up".formatted(0xFFFF_FFFFL));
    }
    return id;
  }

  /// The id that the next new series gets, read unsigned; 0 when all are used up.
  public int nextId() {
    return nextId.get();
  }

  /// Number of series.
  public int count() {
    return index.count();
  }

  /// Number of series that have or had samples.
  public int countWithKind() {
    return settled.get();
  }

  /// Calls `action` with each series, by id; those that come or go meanwhile may be missed.
  public void forEach(Consumer<Series> action) {
    byId.forEach(action);
  }

  /// The series that a selection means.
  ///
  /// @throws StorageException of kind `INVALID_ARGUMENT` for a bad regular expression
  public Postings select(Selection selection) {
    Postings found = selector.select(index, selection.anyOf());
    ShardScope scope = selection.scope();
    return scope.isAll()
        ? found
        : found.filter(
            id -> {
              Series series = series(id);
              return series != null && scope.contains(series.identityHash());
            });
  }

  /// Every series.
  public Postings all() {
    return index.all();
  }

  /// The series that listings hide unless asked: those of materialised rollups.
  public Postings internal() {
    return index.withAny(
        METRIC_NAME,
        (bytes, from, to) ->
            to - from >= ROLLUP_PREFIX.length
                && Arrays.equals(
                    bytes,
                    from,
                    from + ROLLUP_PREFIX.length,
                    ROLLUP_PREFIX,
                    0,
                    ROLLUP_PREFIX.length));
  }

  /// The names of labels that a request asks for, without looking at its selection and range.
  ///
  /// @param within the series whose labels count; null for all
  public LabelPage labelNames(LabelRequest request, @Nullable Postings within) {
    int[] names = index.names(within);
    if (!request.internal()) {
      int tenant = symbols.find(Labels.TENANT);
      names = Arrays.stream(names).filter(name -> name != tenant).toArray();
    }
    return LabelListing.page(symbols, names, request);
  }

  /// The values of a label that a request asks for, without looking at its selection and range.
  ///
  /// @param within the series whose labels count; null for all
  public LabelPage labelValues(String name, LabelRequest request, @Nullable Postings within) {
    int[] values = index.values(symbols.find(name), within);
    if (!request.internal()) {
      boolean metric = name.equals(Labels.METRIC_NAME);
      boolean tenant = name.equals(Labels.TENANT);
      values =
          Arrays.stream(values)
              .filter(value -> !tenant && !(metric && symbols.startsWith(value, ROLLUP_PREFIX)))
              .toArray();
    }
    return LabelListing.page(symbols, values, request);
  }

  /// The order of query results, without making [Labels]; for series that have an id.
  public Comparator<Series> labelOrder() {
    return this::compareLabels;
  }

  private int compareLabels(Series left, Series right) {
    int common = Math.min(left.labelCount(), right.labelCount());
    for (int i = 0; i < common; i++) {
      int order = symbols.compare(left.nameSymbol(i), right.nameSymbol(i));
      if (order == 0) {
        order = symbols.compare(left.valueSymbol(i), right.valueSymbol(i));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.labelCount(), right.labelCount());
  }

  /// The texts of label names and values.
  public SymbolTable symbols() {
    return symbols;
  }

  /// What changed and is not in the catalogue's files yet.
  UnsavedSeries unsaved() {
    return unsaved;
  }

  Labels labelsOf(int[] labelSymbols) {
    LabelsBuilder builder = new LabelsBuilder();
    for (int i = 0; i < labelSymbols.length; i += 2) {
      symbols.addLabel(labelSymbols[i], labelSymbols[i + 1], builder);
    }
    return builder.build();
  }

  private int[] symbolsOf(Labels labels) {
    int[] found = new int[2 * labels.count()];
    byte[] utf8 = labels.utf8();
    for (int i = 0; i < labels.count(); i++) {
      int middle = labels.nameEnd(i);
      found[2 * i] = symbols.intern(utf8, labels.nameStart(i), middle);
      found[2 * i + 1] = symbols.intern(utf8, middle, labels.valueEnd(i));
    }
    return found;
  }

  private int valueOf(int id, int nameSymbol) {
    Series series = series(id);
    return series == null ? SymbolTable.NONE : series.valueOf(nameSymbol);
  }
}
