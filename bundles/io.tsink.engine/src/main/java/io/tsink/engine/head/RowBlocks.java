package io.tsink.engine.head;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of the open rows of one shard: chains of small blocks, cut from pages of 8 KiB.
/// Guarded by the lock of the shard.
///
/// A block has 32 or 128 bytes, the first four of which name the next block of its chain; it lies
/// at a multiple of its size. An address is an unsigned `int`: the number of the page, times its
/// size, plus the place within it. All blocks of a page have one size until none of them is in use;
/// then the page is free for either size. Free pages stay until [#trim], so that nothing is
/// allocated as long as rows come and go.
final class RowBlocks {
  static final int SMALL = 32;
  static final int LARGE = 128;

  /// Bytes of a block before its contents.
  static final int LINK = Integer.BYTES;

  private static final int PAGE_BITS = 13;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int MAX_PAGES = 1 << (Integer.SIZE - PAGE_BITS);
  private static final int NONE = -1;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] ABSENT = {};

  private byte[][] pages = new byte[0][];

  /// By page: the size of its blocks, how many are in use, its first free block, and its neighbours
  /// among the pages that have free blocks of that size.
  private short[] blockSizes = {};

  private short[] used = {};
  private int[] firstFree = {};
  private int[] previous = {};
  private int[] next = {};

  /// Heads of the lists of pages that have some free blocks.
  private int partlySmall = NONE;

  private int partlyLarge = NONE;

  /// Pages without a block in use, linked by `next`.
  private int freePages = NONE;

  private int freePageCount;

  /// Numbers whose page was given up, linked by `next`.
  private int absentPages = NONE;

  private int pageCount;
  private long usedBytes;

  /// The page that an address lies in; replaced by nobody while the address is in use.
  byte[] page(int address) {
    return pages[address >>> PAGE_BITS];
  }

  /// The place of an address within its page.
  static int offset(int address) {
    return address & (PAGE - 1);
  }

  /// One past the last byte of the block that an address lies in, within its page.
  int blockEnd(int address) {
    return (offset(address) | (blockSize(address) - 1)) + 1;
  }

  /// The size of the block that an address lies in.
  int blockSize(int address) {
    return blockSizes[address >>> PAGE_BITS];
  }

  /// Bytes of blocks in use.
  long usedBytes() {
    return usedBytes;
  }

  /// Bytes of pages, in use or not.
  long heldBytes() {
    long held = 0;
    for (int page = 0; page < pageCount; page++) {
      held += pages[page].length;
    }
    return held;
  }

  /// A block of a size; its contents are undefined. Returns its address.
  int take(int size) {
    int page = size == SMALL ? partlySmall : partlyLarge;
    if (page == NONE) {
      page = freePage();
      divide(page, size);
      addPartly(page);
    }
    int block = firstFree[page];
    firstFree[page] = (int) INT.get(pages[page], block);
    used[page]++;
    usedBytes += size;
    if (firstFree[page] == NONE) {
      removePartly(page);
    }
    return (page << PAGE_BITS) | block;
  }

  /// Links a block to the next of its chain.
  void link(int block, int nextBlock) {
    INT.set(page(block), offset(block), nextBlock);
  }

  /// Copies the contents of a chain.
  ///
  /// @param into has room for them
  /// @param last the address of the last byte
  /// @return how many bytes there are
  int copy(int first, int last, byte[] into) {
    int length = 0;
    int block = first;
    while (true) {
      int start = offset(block) + LINK;
      boolean ends = holds(block, last);
      int end = ends ? offset(last) + 1 : blockEnd(block);
      System.arraycopy(page(block), start, into, length, end - start);
      length += end - start;
      if (ends) {
        return length;
      }
      block = (int) INT.get(page(block), offset(block));
    }
  }

  /// The bytes of the blocks of a chain.
  int chainBytes(int first, int last) {
    int bytes = 0;
    int block = first;
    while (true) {
      bytes += blockSizes[block >>> PAGE_BITS];
      if (holds(block, last)) {
        return bytes;
      }
      block = (int) INT.get(page(block), offset(block));
    }
  }

  /// Takes the blocks of a chain back.
  void free(int first, int last) {
    int block = first;
    while (true) {
      boolean ends = holds(block, last);
      int following = (int) INT.get(page(block), offset(block));
      free(block);
      if (ends) {
        return;
      }
      block = following;
    }
  }

  private boolean holds(int block, int address) {
    int size = blockSizes[block >>> PAGE_BITS];
    return block >>> PAGE_BITS == address >>> PAGE_BITS
        && (offset(block) & -size) == (offset(address) & -size);
  }

  private void free(int block) {
    int page = block >>> PAGE_BITS;
    if (firstFree[page] == NONE) {
      addPartly(page);
    }
    INT.set(pages[page], offset(block), firstFree[page]);
    firstFree[page] = offset(block);
    used[page]--;
    usedBytes -= blockSizes[page];
    if (used[page] == 0) {
      removePartly(page);
      next[page] = freePages;
      freePages = page;
      freePageCount++;
    }
  }

  private void divide(int page, int size) {
    byte[] bytes = pages[page];
    for (int block = 0; block < PAGE - size; block += size) {
      INT.set(bytes, block, block + size);
    }
    INT.set(bytes, PAGE - size, NONE);
    firstFree[page] = 0;
    blockSizes[page] = (short) size;
  }

  private void addPartly(int page) {
    int head = blockSizes[page] == SMALL ? partlySmall : partlyLarge;
    previous[page] = NONE;
    next[page] = head;
    if (head != NONE) {
      previous[head] = page;
    }
    setHead(page, page);
  }

  private void removePartly(int page) {
    if (next[page] != NONE) {
      previous[next[page]] = previous[page];
    }
    if (previous[page] != NONE) {
      next[previous[page]] = next[page];
    } else {
      setHead(page, next[page]);
    }
  }

  private void setHead(int page, int head) {
    if (blockSizes[page] == SMALL) {
      partlySmall = head;
    } else {
      partlyLarge = head;
    }
  }

  private int freePage() {
    if (freePages != NONE) {
      int page = freePages;
      freePages = next[page];
      freePageCount--;
      return page;
    }
    int page = absentPages;
    if (page != NONE) {
      absentPages = next[page];
    } else {
      page = pageCount;
      if (page == MAX_PAGES) {
        throw new IllegalStateException("open rows of one shard fill %d pages".formatted(page));
      }
      growTables();
      pageCount++;
    }
    pages[page] = new byte[PAGE];
    return page;
  }

  private void growTables() {
    if (pageCount < pages.length) {
      return;
    }
    int capacity = Math.max(4, pageCount + (pageCount >> 1));
    pages = Arrays.copyOf(pages, capacity);
    blockSizes = Arrays.copyOf(blockSizes, capacity);
    used = Arrays.copyOf(used, capacity);
    firstFree = Arrays.copyOf(firstFree, capacity);
    previous = Arrays.copyOf(previous, capacity);
    next = Arrays.copyOf(next, capacity);
  }

  /// Gives up a part of the free pages, so that what a burst left behind goes in the course of many
  /// calls, and what is needed again soon stays.
  void trim() {
    int surplus = freePageCount / 256;
    for (int i = 0; i < surplus; i++) {
      int page = freePages;
      freePages = next[page];
      freePageCount--;
      pages[page] = ABSENT;
      next[page] = absentPages;
      absentPages = page;
    }
  }
}
