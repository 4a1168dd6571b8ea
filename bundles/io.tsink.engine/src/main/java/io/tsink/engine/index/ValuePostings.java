package io.tsink.engine.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The series of each value of one label. Confined to the lock of its index.
///
/// A value with one series, which is the rule for labels with many values, costs twelve bytes:
/// open addressing with the value's symbol, its only series id, and a set where there are more.
final class ValuePostings {

  private static final int FREE = -1;
  private static final int GONE = -2;
  private static final int FIRST_SLOTS = 4;

  private int[] symbols = free(FIRST_SLOTS);
  private int[] ids = new int[FIRST_SLOTS];
  private @Nullable RoaringBitmap[] sets = new RoaringBitmap[FIRST_SLOTS];
  private int used;
  private int count;

  /// Every series that has the label.
  private final RoaringBitmap all = new RoaringBitmap();

  RoaringBitmap all() {
    return all;
  }

  /// How many values have a series.
  int count() {
    return count;
  }

  void add(int symbol, int id) {
    all.add(id);
    int slot = slot(symbol);
    if (slot < 0) {
      insert(symbol, id);
      return;
    }
    RoaringBitmap set = sets[slot];
    if (set == null) {
      if (ids[slot] != id) {
        sets[slot] = RoaringBitmap.bitmapOf(ids[slot], id);
      }
    } else {
      set.add(id);
    }
  }

  void remove(int symbol, int id) {
    all.remove(id);
    int slot = slot(symbol);
    if (slot < 0) {
      return;
    }
    RoaringBitmap set = sets[slot];
    if (set != null) {
      set.remove(id);
      if (set.getCardinality() == 1) {
        ids[slot] = set.first();
        sets[slot] = null;
      }
    } else if (ids[slot] == id) {
      symbols[slot] = GONE;
      count--;
    }
  }

  /// Adds the series of a value to `into`.
  void addTo(int symbol, RoaringBitmap into) {
    int slot = slot(symbol);
    if (slot < 0) {
      return;
    }
    RoaringBitmap set = sets[slot];
    if (set == null) {
      into.add(ids[slot]);
    } else {
      into.or(set);
    }
  }

  /// Whether a value has a series of `within`.
  boolean intersects(int symbol, RoaringBitmap within) {
    int slot = slot(symbol);
    if (slot < 0) {
      return false;
    }
    RoaringBitmap set = sets[slot];
    return set == null ? within.contains(ids[slot]) : RoaringBitmap.intersects(set, within);
  }

  /// The symbols of all values in a new array, in no order.
  int[] values() {
    int[] values = new int[count];
    int at = 0;
    for (int symbol : symbols) {
      if (symbol >= 0) {
        values[at++] = symbol;
      }
    }
    return values;
  }

  private void insert(int symbol, int id) {
    if ((used + 1) * 3 > symbols.length * 2) {
      rehash();
    }
    int slot = home(symbol, symbols.length);
    while (symbols[slot] != FREE) {
      slot = (slot + 1) & (symbols.length - 1);
    }
    symbols[slot] = symbol;
    ids[slot] = id;
    used++;
    count++;
  }

  private void rehash() {
    int size = FIRST_SLOTS;
    while (size < (count + 1) * 2) {
      size *= 2;
    }
    int[] oldSymbols = symbols;
    int[] oldIds = ids;
    @Nullable RoaringBitmap[] oldSets = sets;
    symbols = free(size);
    ids = new int[size];
    sets = new RoaringBitmap[size];
    for (int old = 0; old < oldSymbols.length; old++) {
      if (oldSymbols[old] >= 0) {
        int slot = home(oldSymbols[old], size);
        while (symbols[slot] != FREE) {
          slot = (slot + 1) & (size - 1);
        }
        symbols[slot] = oldSymbols[old];
        ids[slot] = oldIds[old];
        sets[slot] = oldSets[old];
      }
    }
    used = count;
  }

  private int slot(int symbol) {
    int slot = home(symbol, symbols.length);
    while (symbols[slot] != FREE) {
      if (symbols[slot] == symbol) {
        return slot;
      }
      slot = (slot + 1) & (symbols.length - 1);
    }
    return -1;
  }

  private static int home(int symbol, int slots) {
    return ((symbol * 0x9E3779B1) >>> 7) & (slots - 1);
  }

  private static int[] free(int slots) {
    int[] symbols = new int[slots];
    Arrays.fill(symbols, FREE);
    return symbols;
  }
}
