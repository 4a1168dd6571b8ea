package io.tsink.testkit.codec;

import java.util.Arrays;
import java.util.HexFormat;

/// A payload as a slice of an array.
final class Payload {

  private final byte[] array;
  private final int off;
  private final int length;
  private final int rows;

  Payload(byte[] array, int off, int length, int rows) {
    this.array = array;
    this.off = off;
    this.length = length;
    this.rows = rows;
  }

  byte[] array() {
    return array;
  }

  int off() {
    return off;
  }

  int length() {
    return length;
  }

  int rows() {
    return rows;
  }

  byte[] bytes(int count) {
    return Arrays.copyOfRange(array, off, off + count);
  }

  String hex() {
    return HexFormat.of().formatHex(array, off, off + length);
  }
}
