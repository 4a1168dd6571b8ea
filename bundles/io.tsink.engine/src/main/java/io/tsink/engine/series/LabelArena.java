package io.tsink.engine.series;

import java.util.Arrays;

/// Short records of bytes, one behind the other in pages that grow up to 64 KiB. One thread at a
/// time adds; readers need no lock for a record whose place was published to them.
final class LabelArena {

  private static final int OFFSET_BITS = 16;
  private static final int PAGE_BYTES = 1 << OFFSET_BITS;
  private static final int FIRST_PAGE_BYTES = 1 << 8;

  private volatile byte[][] pages = {};
  private int used;

  /// Adds `record[0, length)` and returns its place, which is not negative.
  int add(byte[] record, int length) {
    byte[][] all = pages;
    if (all.length == 0 || all[all.length - 1].length - used < length) {
      if (all.length > Integer.MAX_VALUE >>> OFFSET_BITS) {
        throw new IllegalStateException("labels of more than 2 GiB in a shard");
      }
      int size = Math.min(PAGE_BYTES, FIRST_PAGE_BYTES << Math.min(all.length, 8));
      all = Arrays.copyOf(all, all.length + 1);
      all[all.length - 1] = new byte[Math.max(size, length)];
      pages = all;
      used = 0;
    }
    int page = all.length - 1;
    System.arraycopy(record, 0, all[page], used, length);
    int place = page << OFFSET_BITS | used;
    used += length;
    return place;
  }

  /// The page of a place.
  byte[] page(int place) {
    return pages[place >>> OFFSET_BITS];
  }

  /// Where the record of a place begins in its page.
  static int offset(int place) {
    return place & (PAGE_BYTES - 1);
  }

  /// Heap that the pages hold, in bytes.
  long heapBytes() {
    long bytes = 0;
    for (byte[] page : pages) {
      bytes += page.length;
    }
    return bytes;
  }
}
