package io.tsink.engine.segment.v1;

import io.tsink.spi.codec.BitPacking;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads numbers of a mapped file from front to back. Confined.
final class Mapped {

  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment memory;
  private long position;

  Mapped(MemorySegment memory, long position) {
    this.memory = memory;
    this.position = position;
  }

  int readByte() {
    return memory.get(ValueLayout.JAVA_BYTE, position++) & 0xFF;
  }

  long readVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        break;
      }
    }
    return value;
  }

  int readInt() {
    return (int) readVarint();
  }

  long readZigZag() {
    return BitPacking.unZigZag(readVarint());
  }
}
