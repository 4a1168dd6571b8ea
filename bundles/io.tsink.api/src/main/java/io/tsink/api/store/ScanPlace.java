package io.tsink.api.store;

import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;

/// The last row of a page, which a token stands for.
///
/// The token is the base64 form, for URLs and without padding, of: the row count and the time, 64
/// bits each, then the name and the value of each label, each as its length in 16 bits and its
/// UTF-8; numbers are big-endian.
///
/// @param rows number of rows up to and with this one
record ScanPlace(long rows, Labels labels, long time) {
  String token() {
    byte[] utf8 = labels.utf8();
    var buffer = ByteBuffer.allocate(2 * Long.BYTES + utf8.length + 4 * labels.count());
    buffer.putLong(rows).putLong(time);
    for (int i = 0; i < labels.count(); i++) {
      put(buffer, utf8, labels.nameStart(i), labels.nameEnd(i));
      put(buffer, utf8, labels.nameEnd(i), labels.valueEnd(i));
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }

  private static void put(ByteBuffer buffer, byte[] utf8, int start, int end) {
    buffer.putShort((short) (end - start)).put(utf8, start, end - start);
  }

  /// @throws StorageException of kind `INVALID_ARGUMENT` for what is no token
  static ScanPlace of(String token) {
    try {
      var buffer = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      long rows = buffer.getLong();
      long time = buffer.getLong();
      var builder = new LabelsBuilder();
      while (buffer.hasRemaining()) {
        byte[] name = text(buffer);
        byte[] value = text(buffer);
        builder.add(name, 0, name.length, value, 0, value.length);
      }
      return new ScanPlace(rows, builder.build(), time);
    } catch (IllegalArgumentException | IllegalStateException | BufferUnderflowException e) {
      throw new StorageException(
          ErrorKind.INVALID_ARGUMENT, "\"%s\" is not the token of a page".formatted(token), e);
    }
  }

  private static byte[] text(ByteBuffer buffer) {
    byte[] text = new byte[Short.toUnsignedInt(buffer.getShort())];
    buffer.get(text);
    return text;
  }
}
