package io.tsink.engine.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.ShardScope;
import io.tsink.api.ValueKind;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.LabelPage;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.StorageException;
import io.tsink.engine.index.LabelIndex;
import io.tsink.engine.index.Postings;
import io.tsink.engine.index.PostingsSelector;
import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.runtime.Shards;
import io.tsink.engine.series.v1.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every series that has an id: found by identity, by id and by matchers. Thread-safe.
///
/// An id is given when the first row of a series is accepted, once in the life of a store: an id is
/// never used again. Series that are written to are in memory. Those that are not may lie in files
/// only, see [SeriesCatalog]; they are found all the same, and come back into memory, with the id
/// that they have, when somebody writes to them.
public final class SeriesRegistry {

  private static final byte[] METRIC_NAME = Labels.METRIC_NAME.getBytes(UTF_8);
  private static final byte[] TENANT = Labels.TENANT.getBytes(UTF_8);
  private static final byte[] ROLLUP_PREFIX = Labels.ROLLUP_PREFIX.getBytes(UTF_8);

  private final SeriesShard[] shards = new SeriesShard[Shards.COUNT];
  private final SeriesById byId = new SeriesById();
  private final PostingsSelector selector;
  private final UnsavedSeries unsaved = new UnsavedSeries();
  private final Writers writers = new Writers();
  private final AtomicInteger nextId = new AtomicInteger(1);

  /// Replaced by the thread that saves the catalogue.
  private volatile Layers layers;

  /// Series of runs that were removed.
  private final IdSet gone = new IdSet();

  /// Series of runs of which the run does not tell the kind.
  private final IdSet overridden = new IdSet();

  /// Number of series, and of those whose kind is fixed.
  private final AtomicInteger count = new AtomicInteger();

  private final AtomicInteger settled = new AtomicInteger();

  /// Whether what runs say may be out of date.
  private volatile boolean rebuilding;

  /// A registry without series.
  public SeriesRegistry(PostingsSelector selector) {
    this.selector = selector;
    this.layers = new Layers(new Generation(this::valueOf), null, RunSet.NONE);
    Arrays.setAll(shards, _ -> new SeriesShard());
  }

  /// The entry of a series in memory, or a fresh handle that leaves no trace in the registry.
  ///
  /// @param labels with a metric name
  public Series handle(Labels labels) {
    long hash = labels.identityHash();
    Series known = inMemory(labels, hash);
    return known != null && !known.retired() ? known : new Series(this, labels, hash);
  }

  /// The entry of a series, which comes back into memory if need be; null when it has none.
  public @Nullable Series find(Labels labels) {
    long hash = labels.identityHash();
    Series known = inMemory(labels, hash);
    if (known != null && !known.retired()) {
      return known;
    }
    SeriesShard shard = shards[Shards.of(hash)];
    Lock lock = shard.lock().writeLock();
    lock.lock();
    try {
      return comeBack(shard, new Series(this, labels, hash), labels);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Series inMemory(Labels labels, long hash) {
    SeriesShard shard = shards[Shards.of(hash)];
    Lock lock = shard.lock().readLock();
    lock.lock();
    try {
      return shard.find(hash, labels);
    } finally {
      lock.unlock();
    }
  }

  /// The series of an id, to read from; null when it was removed or never was there. One that is
  /// not in memory stays so.
  public @Nullable Series series(int id) {
    Series entry = byId.get(id);
    if (entry != null) {
      return entry;
    }
    Labels labels = gone.contains(id) ? null : layers.runs().labels(id);
    return labels == null
        ? null
        : new Series(this, labels, labels.identityHash(), id, layers.runs().kind(id));
  }

  /// The entry of an id, to write to: it comes back into memory if need be. Null when it was
  /// removed or never was there.
  public @Nullable Series entry(int id) {
    Series series = series(id);
    return series == null || !series.retired() ? series : find(series.labels());
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
      boolean reusable = handle.id() == Series.NO_ID && !handle.retired();
      Series fresh = reusable ? handle : new Series(this, labels, handle.identityHash());
      Series entry = comeBack(shard, fresh, labels);
      if (entry == null) {
        entry = fresh;
        add(shard, entry, labels, takeId(), kind);
      }
      if (entry != handle) {
        handle.retire(entry);
      }
      return entry;
    } finally {
      lock.unlock();
    }
  }

  /// The entry of a series that is in memory or in a run, in memory from now on; null when it is in
  /// neither. The caller holds the lock of the shard.
  ///
  /// @param fresh becomes the entry of a series that comes out of a run
  private @Nullable Series comeBack(SeriesShard shard, Series fresh, Labels labels) {
    Series entry = shard.find(fresh.identityHash(), labels);
    if (entry != null) {
      entry.leaving(false);
      return entry;
    }
    RunSet runs = layers.runs();
    int id = runs.find(fresh.identityHash(), labels, gone);
    if (id == Series.NO_ID) {
      return null;
    }
    enter(shard, fresh, labels, id, runs.kind(id));
    return fresh;
  }

  /// Puts back a series that a file or the log names; repeating it changes nothing. A series that
  /// is in a run stays out of memory.
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
        throw contradiction(id, labels, String.valueOf(other == null ? entry : other));
      }
      if (entry != null) {
        if (kind != null && entry.kind() == null) {
          settleLocked(entry, kind);
        }
        return entry;
      }
      return restoreBeside(shard, id, new Series(this, labels, hash), labels, kind);
    } finally {
      lock.unlock();
    }
  }

  private static StorageException contradiction(int id, Labels labels, String before) {
    return new StorageException(
        ErrorKind.CORRUPTION,
        "series %s is %s, but was %s before"
            .formatted(Integer.toUnsignedString(id), labels, before));
  }

  /// Puts back a series that is not in memory.
  private Series restoreBeside(
      SeriesShard shard, int id, Series fresh, Labels labels, @Nullable ValueKind kind) {
    RunSet runs = layers.runs();
    int known = runs.find(fresh.identityHash(), labels, gone);
    if (known != id) {
      if (known != Series.NO_ID) {
        if (!rebuilding) {
          throw contradiction(id, labels, "series " + Integer.toUnsignedString(known));
        }
        removeFromRuns(known);
      }
      if (isInRun(id)) {
        throw contradiction(id, labels, String.valueOf(runs.labels(id)));
      }
      add(shard, fresh, labels, id, kind);
      reserveIds(id);
      return fresh;
    }
    ValueKind stored = runs.kind(id);
    if (kind == null || stored != null) {
      return new Series(this, labels, fresh.identityHash(), id, stored);
    }
    enter(shard, fresh, labels, id, null);
    settleLocked(fresh, kind);
    return fresh;
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
    if (isInRun(entry.id())) {
      overridden.add(entry.id());
    }
    unsaved.added(entry.id());
  }

  /// Adds a series that is nowhere yet.
  private void add(
      SeriesShard shard, Series series, Labels labels, int id, @Nullable ValueKind kind) {
    if (kind != null) {
      settled.incrementAndGet();
    }
    count.incrementAndGet();
    enter(shard, series, labels, id, kind);
    unsaved.added(id);
  }

  private void enter(
      SeriesShard shard, Series series, Labels labels, int id, @Nullable ValueKind kind) {
    series.enter(layers.generation(), labels, id, kind);
    byId.set(id, series);
    shard.add(series);
  }

  /// Removes a series; its handle is retired, its id is not used again.
  ///
  /// Only a series that no file of the store names any more may be removed.
  public void remove(Series series) {
    SeriesShard shard = shards[series.shard()];
    Lock lock = shard.lock().writeLock();
    lock.lock();
    try {
      int id = series.id();
      Series entry = byId.get(id);
      if (entry == null) {
        if (id != Series.NO_ID && isInRun(id)) {
          removeFromRuns(id);
          unsaved.removed(id);
        }
        return;
      }
      entry.unindex();
      shard.remove(entry);
      byId.set(id, null);
      count.decrementAndGet();
      if (entry.kind() != null) {
        settled.decrementAndGet();
      }
      entry.retire();
      if (isInRun(id)) {
        gone.add(id);
      }
      unsaved.removed(id);
    } finally {
      lock.unlock();
    }
  }

  /// Removes a series that is in a run only.
  private void removeFromRuns(int id) {
    if (gone.add(id)) {
      count.decrementAndGet();
      if (layers.runs().kind(id) != null) {
        settled.decrementAndGet();
      }
    }
  }

  /// Whether a run has the series, and it was not removed.
  boolean isInRun(int id) {
    return layers.runs().contains(id) && !gone.contains(id);
  }

  /// Whether a run tells all that there is to know of the series.
  boolean isSavedInRun(int id) {
    return isInRun(id) && !overridden.contains(id);
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
    return count.get();
  }

  /// Number of series that have or had samples.
  public int countWithKind() {
    return settled.get();
  }

  /// Number of series in memory, and what their labels take there.
  public SeriesUsage usage() {
    int inMemory = 0;
    for (SeriesShard shard : shards) {
      inMemory += shard.count();
    }
    Layers now = layers;
    long indexed = 0;
    for (Run run : now.runs().runs()) {
      indexed += run.count();
    }
    return new SeriesUsage(
        count(),
        inMemory,
        indexed,
        now.generation().symbols().heapBytes(),
        now.generation().recordBytes());
  }

  /// Calls `action` with each series in memory, by id; those that come or go meanwhile may be
  /// missed.
  public void forEach(Consumer<Series> action) {
    byId.forEach(action);
  }

  /// The series that a selection means.
  ///
  /// @throws StorageException of kind `INVALID_ARGUMENT` for a bad regular expression
  public Postings select(Selection selection) {
    Postings found = union(index -> selector.select(index, selection.anyOf()));
    ShardScope scope = selection.scope();
    return scope.isAll()
        ? found
        : found.filter(
            id -> {
              Series series = series(id);
              return series != null && scope.contains(series.identityHash());
            });
  }

  /// What all layers together have.
  private Postings union(Function<LabelIndex, Postings> part) {
    Layers now = layers;
    Postings found = part.apply(now.generation().index());
    if (now.previous() != null) {
      found = found.or(part.apply(now.previous().index()));
    }
    Postings filed = Postings.empty();
    for (Run run : now.runs().runs()) {
      Postings more = part.apply(run.labels());
      filed = filed.isEmpty() ? more : filed.or(more);
    }
    return filed.isEmpty() ? found : filed.andNot(gone.all()).or(found);
  }

  /// Every series.
  public Postings all() {
    return union(LabelIndex::all);
  }

  /// The series that listings hide unless asked: those of materialised rollups.
  public Postings internal() {
    return union(index -> index.withAny(METRIC_NAME, SeriesRegistry::isRollup));
  }

  private static boolean isRollup(byte[] bytes, int from, int to) {
    int length = ROLLUP_PREFIX.length;
    return to - from >= length
        && Arrays.equals(bytes, from, from + length, ROLLUP_PREFIX, 0, length);
  }

  /// The names of labels that a request asks for, without looking at its selection and range.
  ///
  /// @param within the series whose labels count; null for all
  public LabelPage labelNames(LabelRequest request, @Nullable Postings within) {
    var listing =
        new LabelListing(request, name -> request.internal() || !Arrays.equals(name, TENANT));
    listing.names(layers, counted(within));
    return listing.page();
  }

  /// The values of a label that a request asks for, without looking at its selection and range.
  ///
  /// @param within the series whose labels count; null for all
  public LabelPage labelValues(String name, LabelRequest request, @Nullable Postings within) {
    boolean metric = name.equals(Labels.METRIC_NAME);
    boolean tenant = name.equals(Labels.TENANT);
    var listing =
        new LabelListing(
            request,
            value ->
                request.internal() || (!tenant && !(metric && isRollup(value, 0, value.length))));
    listing.values(name.getBytes(UTF_8), layers, counted(within));
    return listing.page();
  }

  /// Runs still list what was removed.
  private @Nullable Postings counted(@Nullable Postings within) {
    return within == null && !gone.all().isEmpty() ? all() : within;
  }

  /// The order of query results, mostly without making [Labels].
  public Comparator<Series> labelOrder() {
    return Series::compareLabels;
  }

  /// Numbers for the values of some labels, good for one query.
  public LabelNumbers numbers(List<String> names) {
    return new LabelNumbers(layers.generation().symbols(), names);
  }

  /// The texts of label names and values in memory.
  public SymbolTable symbols() {
    return layers.generation().symbols();
  }

  /// What a write has to tell of its beginning and end.
  public Writers writers() {
    return writers;
  }

  /// What changed and is not in the catalogue's files yet.
  UnsavedSeries unsaved() {
    return unsaved;
  }

  SeriesShard[] shards() {
    return shards;
  }

  SeriesById byId() {
    return byId;
  }

  Layers layers() {
    return layers;
  }

  IdSet gone() {
    return gone;
  }

  void layers(Layers changed) {
    layers = changed;
  }

  Generation newGeneration() {
    return new Generation(this::valueOf);
  }

  /// Says whether what runs say may be out of date: what is restored is right then.
  void rebuilding(boolean outOfDate) {
    rebuilding = outOfDate;
  }

  /// Adds a run whose series are not known yet.
  void addRun(Run run) {
    count.addAndGet(run.count());
    settled.addAndGet(run.withKind());
    addRuns(List.of(run));
  }

  /// Adds runs of series that are in memory.
  void addRuns(List<Run> runs) {
    Layers now = layers;
    layers = new Layers(now.generation(), now.previous(), now.runs().with(runs));
  }

  /// Whether at least so many series are in no run.
  boolean hasOutsideOfRuns(int number) {
    int inRuns = 0;
    for (Run run : layers.runs().runs()) {
      inRuns += run.count();
    }
    return count() - (inRuns - gone.all().count()) >= number;
  }

  /// The series of which runs do not tell all, by id. All of them are in memory.
  List<Series> outsideOfRuns() {
    var outside = new ArrayList<Series>();
    byId.forEach(
        series -> {
          if (!isSavedInRun(series.id())) {
            outside.add(series);
          }
        });
    return outside;
  }

  /// Notes what happened to the series of new runs while they were written.
  ///
  /// @param withoutKind series that had no kind then
  void catchUp(List<Run> runs, List<Series> withoutKind) {
    for (Run run : runs) {
      run.forEach(
          id -> {
            if (byId.get(id) == null) {
              gone.add(id);
            }
          });
    }
    for (Series series : withoutKind) {
      Lock lock = shards[series.shard()].lock().writeLock();
      lock.lock();
      try {
        if (series.kind() != null) {
          overridden.add(series.id());
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /// Forgets runs of which all series were removed.
  void dropEmptyRuns() {
    Postings removed = gone.all();
    if (removed.isEmpty()) {
      return;
    }
    Layers now = layers;
    List<Run> kept = new ArrayList<>();
    Postings left = Postings.empty();
    for (Run run : now.runs().runs()) {
      Postings of = run.labels().all();
      if (!of.andNot(removed).isEmpty()) {
        kept.add(run);
        left = left.or(of);
      }
    }
    if (kept.size() < now.runs().runs().size()) {
      layers = new Layers(now.generation(), now.previous(), new RunSet(kept));
      gone.retain(left);
    }
  }

  private int valueOf(Generation generation, int id, int nameSymbol) {
    Series series = series(id);
    return series == null ? SymbolTable.NONE : series.valueOf(generation, nameSymbol);
  }
}
