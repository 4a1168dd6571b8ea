package io.tsink.api;

/// What sort of value a sample has.
///
/// A series has the [Family] of its first accepted sample. `F64` and `HISTOGRAM` share one and may
/// alternate sample by sample; every other kind is a family of its own. The order of the constants
/// is part of stored formats: new ones come at the end.
public enum ValueKind {
  /// A double, any bit pattern.
  F64(Family.FLOAT),
  /// A signed 64-bit integer.
  I64(Family.I64),
  /// An unsigned 64-bit integer, in a `long`.
  U64(Family.U64),
  BOOL(Family.BOOL),
  /// Any bytes.
  BYTES(Family.BYTES),
  /// Text, valid UTF-8.
  STRING(Family.STRING),
  /// A native histogram, with integer or float counts.
  HISTOGRAM(Family.FLOAT);

  private static final ValueKind[] KINDS = values();

  private final Family family;

  ValueKind(Family family) {
    this.family = family;
  }

  public Family family() {
    return family;
  }

  /// Whether PromQL reads the kind as a float.
  public boolean isNumeric() {
    return this == F64 || this == I64 || this == U64 || this == BOOL;
  }

  /// The kind with that ordinal.
  public static ValueKind of(int ordinal) {
    return KINDS[ordinal];
  }

  /// Kinds that may share a series.
  public enum Family {
    FLOAT,
    I64,
    U64,
    BOOL,
    BYTES,
    STRING
  }
}
