package io.tsink.protocol.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Utf8;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A place in a protobuf message, walked field by field. Confined and reusable; it allocates
/// nothing.
///
/// `at` never passes `end`. What is no protobuf throws a [StorageException] of kind `MALFORMED`.
final class Wire {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// The highest bit of each byte, which says that a number goes on.
  private static final long STOPS = 0x8080_8080_8080_8080L;

  private byte[] bytes = new byte[0];
  private int start;
  private int at;
  private int end;

  /// Starts on a message, `source[offset, offset + length)`.
  void over(byte[] source, int offset, int length) {
    bytes = source;
    start = offset;
    at = offset;
    end = offset + length;
  }

  /// Forgets the message.
  void clear() {
    over(new byte[0], 0, 0);
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  /// Goes to a place in the current message where [#at] has been.
  void at(int place) {
    at = place;
  }

  boolean more() {
    return at < end;
  }

  /// Reads the number and type of the next field: `number << 3 | type`.
  int tag() {
    long tag = varint();
    if (tag >>> 32 != 0 || tag >>> 3 == 0) {
      throw fault("field tag %d".formatted(tag));
    }
    return (int) tag;
  }

  /// Passes over the tag of the next field if it is this one.
  ///
  /// @param tag of one byte
  boolean skipTag(int tag) {
    boolean is = at < end && bytes[at] == tag;
    at += is ? 1 : 0;
    return is;
  }

  long varint() {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    return longVarint();
  }

  /// Reads a number of several bytes: at once when it has at most eight and as many are there.
  private long longVarint() {
    if (end - at >= Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      long stops = ~word & STOPS;
      if (stops != 0) {
        int last = Long.numberOfTrailingZeros(stops);
        at += (last >>> 3) + 1;
        return joined(word & (-1L >>> (63 - last)));
      }
    }
    return steppedVarint();
  }

  /// Joins the low seven bits of each of eight bytes.
  private static long joined(long word) {
    long pairs = (word & 0x007f_007f_007f_007fL) | (word & 0x7f00_7f00_7f00_7f00L) >>> 1;
    long fours = (pairs & 0x0000_3fff_0000_3fffL) | (pairs & 0x3fff_0000_3fff_0000L) >>> 2;
    return (fours & 0x0fff_ffffL) | (fours & 0x0fff_ffff_0000_0000L) >>> 4;
  }

  private long steppedVarint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at == end) {
        throw fault("the number is cut off");
      }
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw fault("a number of more than 10 bytes");
  }

  /// Reads a signed number in zig-zag form.
  long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  long fixed64() {
    if (end - at < Long.BYTES) {
      throw fault("a fixed number is cut off");
    }
    long value = (long) LONGS.get(bytes, at);
    at += Long.BYTES;
    return value;
  }

  double number() {
    return Double.longBitsToDouble(fixed64());
  }

  /// Reads the length of a byte field; that many bytes follow.
  int length() {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw fault(
          "%s bytes of which %d are there".formatted(Long.toUnsignedString(length), end - at));
    }
    return (int) length;
  }

  /// Enters the message that a byte field holds and returns what [#leave] needs.
  int enter() {
    int length = length();
    int outer = end;
    end = at + length;
    return outer;
  }

  /// Goes behind the message that was entered.
  void leave(int outer) {
    at = end;
    end = outer;
  }

  /// Reads text, or null when it is not valid UTF-8.
  @Nullable String text() {
    int length = length();
    int from = at;
    at += length;
    return Utf8.valid(bytes, from, length) ? new String(bytes, from, length, UTF_8) : null;
  }

  /// Passes over fields of type [#BYTES] as long as they have this tag, and returns [#at].
  ///
  /// @param tag of one byte
  int skipAll(int tag) {
    byte[] source = bytes;
    int last = end - 2;
    int place = at;
    while (place <= last && source[place] == tag && source[place + 1] >= 0) {
      int next = place + 2 + source[place + 1];
      if (next > end) {
        break;
      }
      place = next;
    }
    at = place;
    while (at < end && source[at] == tag) { // a length of more than a byte, or one that is cut off
      at++;
      int length = length();
      at += length;
    }
    return at;
  }

  /// Passes over the value of a field.
  void skip(int tag) {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> fixed64();
      case BYTES -> {
        int length = length();
        at += length;
      }
      case FIXED32 -> {
        if (end - at < Integer.BYTES) {
          throw fault("a fixed number is cut off");
        }
        at += Integer.BYTES;
      }
      default -> throw fault("field %d has type %d".formatted(tag >>> 3, tag & 7));
    }
  }

  StorageException fault(String problem) {
    return new StorageException(
        ErrorKind.MALFORMED,
        "the body is no prometheus.WriteRequest: at byte %d: %s".formatted(at - start, problem));
  }
}
