package io.tsink.api;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One value as an object, for callers that handle few. Columns carry values everywhere else.
public sealed interface Value {
  ValueKind kind();

  /// A double, equal to another when their bits are.
  record F64(double value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.F64;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof F64 f64
          && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(f64.value);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(Double.doubleToRawLongBits(value));
    }
  }

  /// A signed integer.
  record I64(long value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.I64;
    }
  }

  /// An unsigned integer in a `long`.
  record U64(long value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.U64;
    }

    @Override
    public String toString() {
      return "U64[value=" + Long.toUnsignedString(value) + "]";
    }
  }

  /// A truth value.
  record Bool(boolean value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.BOOL;
    }
  }

  /// Bytes, copied in and out.
  final class Bytes implements Value {
    private final byte[] value;

    public Bytes(byte[] value) {
      this.value = value.clone();
    }

    public byte[] value() {
      return value.clone();
    }

    public int length() {
      return value.length;
    }

    @Override
    public ValueKind kind() {
      return ValueKind.BYTES;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "Bytes[value=" + HexFormat.of().formatHex(value) + "]";
    }
  }

  /// Text.
  record Text(String value) implements Value {
    public Text {
      requireNonNull(value, "value");
    }

    @Override
    public ValueKind kind() {
      return ValueKind.STRING;
    }
  }

  /// A native histogram.
  record Histogram(NativeHistogram value) implements Value {
    public Histogram {
      requireNonNull(value, "value");
    }

    @Override
    public ValueKind kind() {
      return ValueKind.HISTOGRAM;
    }
  }
}
