package io.tsink.engine.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/// The labels of live series: a map of names to values to series. Thread-safe.
///
/// A series enters and leaves with all its labels in one step. The read-write lock is a leaf; no
/// test of a value runs while it is held.
public final class MemoryLabelIndex implements LabelIndex {

  private final SymbolTable symbols;
  private final ValueOf valueOf;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<Integer, ValuePostings> names = new HashMap<>();
  private final RoaringBitmap all = new RoaringBitmap();

  /// Tells the value of a series' label.
  public interface ValueOf {
    /// The symbol of the value of label `name` of series `id`, or [SymbolTable#NONE].
    int valueOf(int id, int name);
  }

  /// An index without series.
  ///
  /// @param symbols the texts of the symbols that are added
  /// @param valueOf knows the labels of every series that is added
  public MemoryLabelIndex(SymbolTable symbols, ValueOf valueOf) {
    this.symbols = symbols;
    this.valueOf = valueOf;
  }

  /// Adds a series.
  ///
  /// @param labels symbols of names and values in turn, borrowed until return
  public void add(int id, int[] labels) {
    lock.writeLock().lock();
    try {
      all.add(id);
      for (int i = 0; i < labels.length; i += 2) {
        names.computeIfAbsent(labels[i], _ -> new ValuePostings()).add(labels[i + 1], id);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Removes a series.
  ///
  /// @param labels what [#add] was given
  public void remove(int id, int[] labels) {
    lock.writeLock().lock();
    try {
      all.remove(id);
      for (int i = 0; i < labels.length; i += 2) {
        ValuePostings values = names.get(labels[i]);
        if (values != null) {
          values.remove(labels[i + 1], id);
          if (values.count() == 0) {
            names.remove(labels[i]);
          }
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Number of series.
  public int count() {
    lock.readLock().lock();
    try {
      return all.getCardinality();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public Postings all() {
    lock.readLock().lock();
    try {
      return new Postings(all.clone());
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public Postings having(byte[] name) {
    return having(symbols.find(name, 0, name.length));
  }

  @Override
  public Postings with(byte[] name, byte[] value) {
    return with(symbols.find(name, 0, name.length), symbols.find(value, 0, value.length));
  }

  @Override
  public int valueCount(byte[] name) {
    return valueCount(symbols.find(name, 0, name.length));
  }

  @Override
  public Postings withAny(byte[] name, ValueTest test) {
    int nameSymbol = symbols.find(name, 0, name.length);
    int[] candidates = values(nameSymbol, null);
    int passed = 0;
    for (int value : candidates) {
      if (symbols.test(value, test)) {
        candidates[passed++] = value;
      }
    }
    RoaringBitmap found = new RoaringBitmap();
    lock.readLock().lock();
    try {
      ValuePostings values = names.get(nameSymbol);
      for (int i = 0; values != null && i < passed; i++) {
        values.addTo(candidates[i], found);
      }
    } finally {
      lock.readLock().unlock();
    }
    return new Postings(found);
  }

  @Override
  public Postings filter(Postings candidates, byte[] name, ValueTest test) {
    int nameSymbol = symbols.find(name, 0, name.length);
    if (nameSymbol == SymbolTable.NONE) {
      return Postings.empty();
    }
    Map<Integer, Boolean> tested = new HashMap<>();
    RoaringBitmap kept = new RoaringBitmap();
    IntIterator ids = candidates.bitmap().getIntIterator();
    while (ids.hasNext()) {
      int id = ids.next();
      int value = valueOf.valueOf(id, nameSymbol);
      if (value != SymbolTable.NONE
          && tested.computeIfAbsent(value, symbol -> symbols.test(symbol, test))) {
        kept.add(id);
      }
    }
    return new Postings(kept);
  }

  /// The series that have label `name`, given as a symbol.
  public Postings having(int name) {
    lock.readLock().lock();
    try {
      ValuePostings values = names.get(name);
      return values == null ? Postings.empty() : new Postings(values.all().clone());
    } finally {
      lock.readLock().unlock();
    }
  }

  /// The series whose label `name` has the value `value`, both given as symbols.
  public Postings with(int name, int value) {
    RoaringBitmap found = new RoaringBitmap();
    lock.readLock().lock();
    try {
      ValuePostings values = names.get(name);
      if (values != null) {
        values.addTo(value, found);
      }
    } finally {
      lock.readLock().unlock();
    }
    return new Postings(found);
  }

  /// The symbols of all label names in a new array, in no order.
  ///
  /// @param within names that none of these series has are left out; null for all series
  public int[] names(@Nullable Postings within) {
    lock.readLock().lock();
    try {
      return names.entrySet().stream()
          .filter(
              entry ->
                  within == null
                      || RoaringBitmap.intersects(entry.getValue().all(), within.bitmap()))
          .mapToInt(Map.Entry::getKey)
          .toArray();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// The symbols of the values of a label in a new array, in no order.
  ///
  /// @param within values that none of these series has are left out; null for all series
  public int[] values(int name, @Nullable Postings within) {
    if (within != null && within.count() < valueCount(name)) {
      return valuesOf(name, within);
    }
    lock.readLock().lock();
    try {
      ValuePostings values = names.get(name);
      if (values == null) {
        return new int[0];
      }
      int[] found = values.values();
      if (within == null) {
        return found;
      }
      int kept = 0;
      for (int value : found) {
        if (values.intersects(value, within.bitmap())) {
          found[kept++] = value;
        }
      }
      return Arrays.copyOf(found, kept);
    } finally {
      lock.readLock().unlock();
    }
  }

  private int[] valuesOf(int name, Postings within) {
    RoaringBitmap found = new RoaringBitmap();
    within.forEach(
        id -> {
          int value = valueOf.valueOf(id, name);
          if (value != SymbolTable.NONE) {
            found.add(value);
          }
        });
    return found.toArray();
  }

  private int valueCount(int name) {
    lock.readLock().lock();
    try {
      ValuePostings values = names.get(name);
      return values == null ? 0 : values.count();
    } finally {
      lock.readLock().unlock();
    }
  }
}
