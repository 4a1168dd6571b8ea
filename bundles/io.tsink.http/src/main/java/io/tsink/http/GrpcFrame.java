package io.tsink.http;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.RequestBody;

/// The message of a unary gRPC request: what follows one prefix of a flag and a length (gRPC over
/// HTTP/2, section "Length-Prefixed-Message").
final class GrpcFrame implements RequestBody {
  static final int PREFIX_BYTES = 5;

  private final RequestBody framed;
  private int read;

  /// @param framed the whole body
  /// @throws StorageException of kind `MALFORMED` when it is not one uncompressed message
  GrpcFrame(RequestBody framed) {
    this.framed = framed;
    if (framed.length() < PREFIX_BYTES) {
      throw malformed("a body of %d bytes".formatted(framed.length()));
    }
    byte[] bytes = framed.array();
    int at = framed.offset();
    if (bytes[at] != 0) {
      throw malformed("a compressed message");
    }
    int length =
        (bytes[at + 1] & 0xff) << 24
            | (bytes[at + 2] & 0xff) << 16
            | (bytes[at + 3] & 0xff) << 8
            | (bytes[at + 4] & 0xff);
    if (length != framed.length() - PREFIX_BYTES) {
      throw malformed(
          "a message of %s bytes in a body of %d"
              .formatted(Integer.toUnsignedString(length), framed.length()));
    }
  }

  private static StorageException malformed(String found) {
    return new StorageException(
        ErrorKind.MALFORMED,
        "found %s, expected one uncompressed gRPC message with its prefix".formatted(found));
  }

  @Override
  public byte[] array() {
    return framed.array();
  }

  @Override
  public int offset() {
    return framed.offset() + PREFIX_BYTES;
  }

  @Override
  public int length() {
    return framed.length() - PREFIX_BYTES;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (read == length()) {
      return -1;
    }
    int count = Math.min(length, length() - read);
    System.arraycopy(array(), offset() + read, buffer, offset, count);
    read += count;
    return count;
  }
}
