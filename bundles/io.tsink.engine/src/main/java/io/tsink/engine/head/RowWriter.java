package io.tsink.engine.head;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Appends bits to the chain of blocks of open rows, low bits first. Guarded by the lock of the
/// shard; reused for each row.
final class RowWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NO_PAGE = {};

  /// Most bits of one [#put].
  static final int MOST = 57;

  private final RowBlocks blocks;

  /// The size of the blocks that follow the present one.
  private int blockSize;

  private byte[] page = NO_PAGE;

  /// The address of `page[0]`.
  private int base;

  private int offset;
  private int end;

  /// Bits that are not in the page yet; the low ones of a byte that is begun among them.
  private long pending;

  private int pendingBits;

  RowWriter(RowBlocks blocks) {
    this.blocks = blocks;
  }

  /// A first block for new rows. Returns its address.
  int begin() {
    return blocks.take(RowBlocks.SMALL);
  }

  /// Goes on at a byte some bits of which are used.
  ///
  /// @param bits how many, 0…7
  /// @param size the size of further blocks
  void resume(int address, int bits, int size) {
    goTo(address);
    blockSize = size;
    pending = page[offset] & ((1 << bits) - 1);
    pendingBits = bits;
  }

  /// Appends the low bits of a value whose other bits are 0.
  ///
  /// @param count at most [#MOST]
  void put(long bits, int count) {
    if (pendingBits + count > Long.SIZE) {
      drain();
    }
    pending |= bits << pendingBits;
    pendingBits += count;
  }

  /// Appends all bits of a value.
  void putLong(long bits) {
    put(bits & 0xFFFF_FFFFL, Integer.SIZE);
    put(bits >>> Integer.SIZE, Integer.SIZE);
  }

  /// Writes what is pending. [#address] and [#bits] say where it ended.
  void finish() {
    drain();
    page[offset] = (byte) pending;
  }

  /// The address of the byte that is to be gone on with.
  int address() {
    return base + offset;
  }

  /// How many bits of that byte are used.
  int bits() {
    return pendingBits;
  }

  /// Writes whole bytes.
  private void drain() {
    int bytes = pendingBits >>> 3;
    if (offset + Long.BYTES < end) {
      LONG.set(page, offset, pending);
      offset += bytes;
      pending = bytes == Long.BYTES ? 0 : pending >>> (bytes << 3);
    } else {
      for (int i = 0; i < bytes; i++) {
        page[offset++] = (byte) pending;
        pending >>>= 8;
        if (offset == end) {
          goToNext();
        }
      }
    }
    pendingBits &= 7;
  }

  private void goToNext() {
    int block = blocks.take(blockSize);
    blocks.link(blockStart(), block);
    goTo(block + RowBlocks.LINK);
  }

  /// The address of the block that is full.
  private int blockStart() {
    int last = base + end - 1;
    int size = blocks.blockSize(last);
    return last & -size;
  }

  private void goTo(int address) {
    page = blocks.page(address);
    offset = RowBlocks.offset(address);
    base = address - offset;
    end = blocks.blockEnd(address);
  }
}
