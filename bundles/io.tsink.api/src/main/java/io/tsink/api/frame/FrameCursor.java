package io.tsink.api.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.LabelFault;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.Utf8;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what [FrameBuffer] wrote, within bounds. Confined and reusable.
///
/// Whatever the bytes are, nothing outside of the bounds is read, and every failure is a
/// [StorageException] of kind `MALFORMED` that names the offset from the start.
public final class FrameCursor {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] METRIC_NAME = Labels.METRIC_NAME.getBytes(UTF_8);

  private byte[] bytes = new byte[0];
  private int from;
  private int at;
  private int end;
  private @Nullable LabelsBuilder builder;

  /// Reads `bytes[start, limit)` from now on. The array is borrowed until the next call.
  public FrameCursor reset(byte[] source, int start, int limit) {
    Objects.checkFromToIndex(start, limit, source.length);
    bytes = source;
    from = start;
    at = start;
    end = limit;
    return this;
  }

  /// The array that is read.
  public byte[] bytes() {
    return bytes;
  }

  /// Index of the next byte in [#bytes].
  public int position() {
    return at;
  }

  /// Number of bytes left.
  public int remaining() {
    return end - at;
  }

  /// Passes over bytes and returns where they start in [#bytes].
  public int skip(int count) {
    require(count);
    int start = at;
    at += count;
    return start;
  }

  public int getByte() {
    require(1);
    return bytes[at++] & 0xff;
  }

  public int getInt() {
    require(Integer.BYTES);
    int value = (int) INT.get(bytes, at);
    at += Integer.BYTES;
    return value;
  }

  public long getLong() {
    require(Long.BYTES);
    long value = (long) LONG.get(bytes, at);
    at += Long.BYTES;
    return value;
  }

  public double getDouble() {
    return Double.longBitsToDouble(getLong());
  }

  /// A number written by [FrameBuffer#putVar].
  public long getVar() {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(1);
      int next = bytes[at++];
      if (shift == 63 && (next & 0xfe) != 0) {
        break;
      }
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than 64 bits");
  }

  /// A number written by [FrameBuffer#putSigned].
  public long getSigned() {
    long value = getVar();
    return (value >>> 1) ^ -(value & 1);
  }

  /// A number of things that follow, each of at least `bytesEach` bytes.
  public int getCount(int bytesEach) {
    long count = getVar();
    if (count < 0 || count > (end - at) / bytesEach) {
      throw malformed(
          "a count of %s, expected at most %d in the %d bytes left"
              .formatted(Long.toUnsignedString(count), (end - at) / bytesEach, end - at));
    }
    return (int) count;
  }

  /// A number in `[0, limit)`.
  public int getIndex(int limit, String what) {
    long index = getVar();
    if (index < 0 || index >= limit) {
      throw malformed("%s %s of %d".formatted(what, Long.toUnsignedString(index), limit));
    }
    return (int) index;
  }

  /// The length of a block whose bytes come next.
  public int getBlockLength() {
    return getCount(1);
  }

  /// Text written as a block of UTF-8.
  public String getText() {
    int length = getBlockLength();
    int start = skip(length);
    if (!Utf8.valid(bytes, start, length)) {
      throw malformed("text that is not valid UTF-8");
    }
    return new String(bytes, start, length, UTF_8);
  }

  /// Labels written by [FrameBuffer#putLabels].
  public Labels getLabels() {
    int length = getBlockLength();
    int outer = end;
    end = at + length;
    LabelsBuilder labels = builder == null ? new LabelsBuilder() : builder.clear();
    builder = labels;
    int metric = getShortLength();
    labels.add(METRIC_NAME, 0, METRIC_NAME.length, bytes, skip(metric), metric);
    while (at < end) {
      int nameLength = getShortLength();
      int name = skip(nameLength);
      int valueLength = getShortLength();
      if (valueLength == 0) {
        throw malformed("a label without a value");
      }
      labels.add(bytes, name, nameLength, bytes, skip(valueLength), valueLength);
    }
    LabelFault fault = labels.fault();
    if (fault != null) {
      throw malformed(fault.text());
    }
    end = outer;
    return labels.build();
  }

  private int getShortLength() {
    require(2);
    int length = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    at += 2;
    return length;
  }

  /// A failure at the present place.
  public StorageException malformed(String found) {
    return new StorageException(
        ErrorKind.MALFORMED, "frame, byte %d of %d: %s".formatted(at - from, end - from, found));
  }

  private void require(int count) {
    if (count > end - at) {
      throw malformed("the frame ends, expected %d more bytes".formatted(count));
    }
  }
}
