package io.tsink.engine.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The entries by id, in pages. Thread-safe; reading takes no lock.
final class SeriesById {

  private static final int PAGE_BITS = 12;
  private static final int PAGE_ENTRIES = 1 << PAGE_BITS;
  private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(Series[].class);

  /// A leaf: nothing else is locked while it is held.
  private final ReentrantLock lock = new ReentrantLock();

  private volatile @Nullable Series[] @Nullable [] pages = new Series[0][];

  @Nullable Series get(int id) {
    int page = id >>> PAGE_BITS;
    @Nullable Series[] @Nullable [] all = pages;
    if (page >= all.length) {
      return null;
    }
    @Nullable Series[] entries = all[page];
    return entries == null
        ? null
        : (@Nullable Series) ENTRY.getVolatile(entries, id & (PAGE_ENTRIES - 1));
  }

  void set(int id, @Nullable Series series) {
    lock.lock();
    try {
      ENTRY.setVolatile(page(id >>> PAGE_BITS), id & (PAGE_ENTRIES - 1), series);
    } finally {
      lock.unlock();
    }
  }

  void forEach(Consumer<Series> action) {
    for (@Nullable Series[] entries : pages) {
      for (int i = 0; entries != null && i < PAGE_ENTRIES; i++) {
        if (ENTRY.getVolatile(entries, i) instanceof Series series) {
          action.accept(series);
        }
      }
    }
  }

  /// Lets go of pages without entries.
  void trim() {
    lock.lock();
    try {
      @Nullable Series[] @Nullable [] all = pages.clone();
      for (int page = 0; page < all.length; page++) {
        if (all[page] != null && isEmpty(all[page])) {
          all[page] = null;
        }
      }
      pages = all;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isEmpty(@Nullable Series[] entries) {
    for (Series entry : entries) {
      if (entry != null) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Series[] page(int page) {
    @Nullable Series[] @Nullable [] all = pages;
    @Nullable Series[] entries = page < all.length ? all[page] : null;
    if (entries != null) {
      return entries;
    }
    @Nullable Series[] @Nullable [] more = Arrays.copyOf(all, Math.max(all.length, page + 1));
    entries = new Series[PAGE_ENTRIES];
    more[page] = entries;
    pages = more;
    return entries;
  }
}
