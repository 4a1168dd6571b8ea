package io.tsink.engine.series;

import io.tsink.api.Labels;
import io.tsink.engine.index.SymbolTable;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// The entries of one shard by identity. The caller holds [#lock].
///
/// Open addressing by identity hash; equal hashes are told apart by comparing all labels.
final class SeriesShard {

  private static final int FIRST_SLOTS = 16;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final SymbolTable symbols;
  private @Nullable Series[] slots = new Series[FIRST_SLOTS];
  private int count;

  SeriesShard(SymbolTable symbols) {
    this.symbols = symbols;
  }

  ReentrantReadWriteLock lock() {
    return lock;
  }

  @Nullable Series find(long identityHash, Labels labels) {
    for (int slot = home(identityHash); ; slot = next(slot)) {
      Series series = slots[slot];
      if (series == null) {
        return null;
      }
      if (series.identityHash() == identityHash && sameLabels(series, labels)) {
        return series;
      }
    }
  }

  void add(Series series) {
    if ((count + 1) * 3 > slots.length * 2) {
      grow();
    }
    place(series);
    count++;
  }

  void remove(Series series) {
    int slot = home(series.identityHash());
    while (slots[slot] != series) {
      if (slots[slot] == null) {
        return;
      }
      slot = next(slot);
    }
    slots[slot] = null;
    count--;
    closeGap(next(slot));
  }

  /// Places the entries behind a gap again, as they may have been pushed over it.
  private void closeGap(int first) {
    int slot = first;
    for (Series series = slots[slot]; series != null; series = slots[slot]) {
      slots[slot] = null;
      place(series);
      slot = next(slot);
    }
  }

  private void grow() {
    @Nullable Series[] old = slots;
    slots = new Series[old.length * 2];
    for (Series series : old) {
      if (series != null) {
        place(series);
      }
    }
  }

  private void place(Series series) {
    int slot = home(series.identityHash());
    while (slots[slot] != null) {
      slot = next(slot);
    }
    slots[slot] = series;
  }

  private boolean sameLabels(Series series, Labels labels) {
    if (series.labelCount() != labels.count()) {
      return false;
    }
    byte[] utf8 = labels.utf8();
    for (int i = 0; i < labels.count(); i++) {
      int middle = labels.nameEnd(i);
      if (!symbols.equals(series.nameSymbol(i), utf8, labels.nameStart(i), middle)
          || !symbols.equals(series.valueSymbol(i), utf8, middle, labels.valueEnd(i))) {
        return false;
      }
    }
    return true;
  }

  /// The lower bits are the same for all of a shard.
  private int home(long identityHash) {
    return (int) (identityHash >>> 32) & (slots.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }
}
