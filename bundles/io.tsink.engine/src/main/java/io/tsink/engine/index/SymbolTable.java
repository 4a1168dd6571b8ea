package io.tsink.engine.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Labels;
import io.tsink.api.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// Texts and the numbers that stand for them: each text is kept once, as UTF-8 in large pages.
///
/// Symbols are counted from 0 and never forgotten. Thread-safe; only a text that is new takes the
/// lock, which is a leaf: nothing else is locked while it is held.
public final class SymbolTable {

  /// What stands for no text.
  public static final int NONE = -1;

  private static final int PAGE_BITS = 16;
  private static final int PAGE_BYTES = 1 << PAGE_BITS;
  private static final int LENGTH_BYTES = 2;
  private static final int BLOCK_BITS = 12;
  private static final int BLOCK_ENTRIES = 1 << BLOCK_BITS;
  private static final int FIRST_SLOTS = 256;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  private final ReentrantLock lock = new ReentrantLock();

  /// Texts, each as its length in two bytes and its bytes; a text does not cross pages.
  private volatile byte[][] pages = {};

  /// Where the text of each symbol lies: page number and offset within the page.
  private volatile int[][] locations = {};

  /// The lower half of the hash of each text.
  private volatile int[][] hashes = {};

  /// Open addressing: symbol + 1, or 0 for a free slot. A slot is written once.
  private volatile int[] slots = new int[FIRST_SLOTS];

  private volatile int count;
  private int pageUsed = PAGE_BYTES;

  /// A table of no texts.
  public SymbolTable() {}

  /// How many texts there are; symbols are those below it.
  public int count() {
    return count;
  }

  /// The symbol of the text `bytes[from, to)`, or [#NONE] when it is not there.
  public int find(byte[] bytes, int from, int to) {
    return find(slots, hash(bytes, from, to), bytes, from, to);
  }

  /// The symbol of a text, or [#NONE] when it is not there.
  public int find(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return find(bytes, 0, bytes.length);
  }

  /// The symbol of the text `bytes[from, to)`, a new one when it is not there.
  ///
  /// @throws IllegalArgumentException when it is longer than a label value may be
  public int intern(byte[] bytes, int from, int to) {
    return intern(hash(bytes, from, to), bytes, from, to);
  }

  private int intern(int hash, byte[] bytes, int from, int to) {
    int found = find(slots, hash, bytes, from, to);
    if (found != NONE) {
      return found;
    }
    if (to - from > Labels.MAX_VALUE_BYTES) {
      throw new IllegalArgumentException(
          "a text of %d bytes, expected at most %d".formatted(to - from, Labels.MAX_VALUE_BYTES));
    }
    lock.lock();
    try {
      found = find(slots, hash, bytes, from, to);
      return found == NONE ? add(hash, bytes, from, to) : found;
    } finally {
      lock.unlock();
    }
  }

  /// The length of a text in bytes.
  public int length(int symbol) {
    int location = location(symbol);
    return lengthAt(page(location), offset(location));
  }

  /// A text, made anew.
  public String text(int symbol) {
    int location = location(symbol);
    byte[] page = page(location);
    int offset = offset(location);
    return new String(page, offset + LENGTH_BYTES, lengthAt(page, offset), UTF_8);
  }

  /// A text as a new array of UTF-8.
  public byte[] bytes(int symbol) {
    int location = location(symbol);
    byte[] page = page(location);
    int start = offset(location) + LENGTH_BYTES;
    return Arrays.copyOfRange(page, start, start + lengthAt(page, offset(location)));
  }

  /// Copies a text into `dest` from `offset` on and returns the end of it there.
  public int copy(int symbol, byte[] dest, int offset) {
    int location = location(symbol);
    byte[] page = page(location);
    int length = lengthAt(page, offset(location));
    System.arraycopy(page, offset(location) + LENGTH_BYTES, dest, offset, length);
    return offset + length;
  }

  /// Compares two texts in unsigned byte order.
  public int compare(int left, int right) {
    if (left == right) {
      return 0;
    }
    int location = location(right);
    byte[] page = page(location);
    int start = offset(location) + LENGTH_BYTES;
    return compare(left, page, start, start + lengthAt(page, offset(location)));
  }

  /// Compares a text with `bytes[from, to)` in unsigned byte order.
  public int compare(int symbol, byte[] bytes, int from, int to) {
    int location = location(symbol);
    byte[] page = page(location);
    int start = offset(location) + LENGTH_BYTES;
    int end = start + lengthAt(page, offset(location));
    return Arrays.compareUnsigned(page, start, end, bytes, from, to);
  }

  /// Whether a text is `bytes[from, to)`.
  public boolean equals(int symbol, byte[] bytes, int from, int to) {
    int location = location(symbol);
    byte[] page = page(location);
    int start = offset(location) + LENGTH_BYTES;
    int end = start + lengthAt(page, offset(location));
    return Arrays.equals(page, start, end, bytes, from, to);
  }

  /// Whether a text begins with the given bytes.
  public boolean startsWith(int symbol, byte[] prefix) {
    int location = location(symbol);
    byte[] page = page(location);
    int start = offset(location) + LENGTH_BYTES;
    return lengthAt(page, offset(location)) >= prefix.length
        && Arrays.equals(page, start, start + prefix.length, prefix, 0, prefix.length);
  }

  /// The symbol that a text of this table has in another one, a new one when it is not there.
  public int internInto(int symbol, SymbolTable other) {
    int location = location(symbol);
    byte[] page = page(location);
    int start = offset(location) + LENGTH_BYTES;
    return other.intern(hashOf(symbol), page, start, start + lengthAt(page, offset(location)));
  }

  /// Whether a text passes a test; an empty one does not.
  public boolean test(int symbol, LabelIndex.ValueTest test) {
    int location = location(symbol);
    byte[] page = page(location);
    int start = offset(location) + LENGTH_BYTES;
    int end = start + lengthAt(page, offset(location));
    return start < end && test.test(page, start, end);
  }

  /// The bytes of heap that the table holds.
  public long heapBytes() {
    return (long) pages.length * PAGE_BYTES
        + 2L * locations.length * BLOCK_ENTRIES * Integer.BYTES
        + (long) slots.length * Integer.BYTES;
  }

  private int find(int[] table, int hash, byte[] bytes, int from, int to) {
    int mask = table.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int symbol = (int) SLOT.getAcquire(table, slot) - 1;
      if (symbol < 0) {
        return NONE;
      }
      if (hashOf(symbol) == hash && equals(symbol, bytes, from, to)) {
        return symbol;
      }
    }
  }

  private int add(int hash, byte[] bytes, int from, int to) {
    int symbol = count;
    int location = store(bytes, from, to);
    if (symbol % BLOCK_ENTRIES == 0) {
      locations = withBlock(locations);
      hashes = withBlock(hashes);
    }
    locations[symbol >>> BLOCK_BITS][symbol & (BLOCK_ENTRIES - 1)] = location;
    hashes[symbol >>> BLOCK_BITS][symbol & (BLOCK_ENTRIES - 1)] = hash;
    if (symbol + 1 > slots.length / 3 * 2) {
      grow(symbol);
    }
    place(slots, hash, symbol);
    count = symbol + 1;
    return symbol;
  }

  private int store(byte[] bytes, int from, int to) {
    int length = to - from;
    if (pageUsed + LENGTH_BYTES + length > PAGE_BYTES) {
      byte[][] more = Arrays.copyOf(pages, pages.length + 1);
      more[pages.length] = new byte[PAGE_BYTES];
      pages = more;
      pageUsed = 0;
    }
    int last = pages.length - 1;
    byte[] page = pages[last];
    int offset = pageUsed;
    page[offset] = (byte) length;
    page[offset + 1] = (byte) (length >>> 8);
    System.arraycopy(bytes, from, page, offset + LENGTH_BYTES, length);
    pageUsed = offset + LENGTH_BYTES + length;
    return last << PAGE_BITS | offset;
  }

  private void grow(int symbols) {
    int[] larger = new int[slots.length * 2];
    for (int symbol = 0; symbol < symbols; symbol++) {
      place(larger, hashOf(symbol), symbol);
    }
    slots = larger;
  }

  private static void place(int[] table, int hash, int symbol) {
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    SLOT.setRelease(table, slot, symbol + 1);
  }

  private static int[][] withBlock(int[][] blocks) {
    int[][] more = Arrays.copyOf(blocks, blocks.length + 1);
    more[blocks.length] = new int[BLOCK_ENTRIES];
    return more;
  }

  private int location(int symbol) {
    return locations[symbol >>> BLOCK_BITS][symbol & (BLOCK_ENTRIES - 1)];
  }

  private int hashOf(int symbol) {
    return hashes[symbol >>> BLOCK_BITS][symbol & (BLOCK_ENTRIES - 1)];
  }

  private byte[] page(int location) {
    return pages[location >>> PAGE_BITS];
  }

  private static int offset(int location) {
    return location & (PAGE_BYTES - 1);
  }

  private static int lengthAt(byte[] page, int offset) {
    return (page[offset] & 0xFF) | ((page[offset + 1] & 0xFF) << 8);
  }

  private static int hash(byte[] bytes, int from, int to) {
    return (int) XxHash64.hash(bytes, from, to - from);
  }
}
