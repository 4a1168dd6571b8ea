package io.tsink.api.store;

import io.tsink.api.ValueKind;

/// Finds the reduction for an aggregation, and what they share.
final class Reductions {
  private Reductions() {}

  /// @param aggregation not `NONE`
  static Reduction of(Aggregation aggregation) {
    return switch (aggregation) {
      case NONE -> throw new IllegalArgumentException("NONE reduces nothing");
      case FIRST -> new PickReduction(false);
      case LAST -> new PickReduction(true);
      case COUNT -> new CountReduction();
      case MIN -> new ExtremeReduction(aggregation, -1);
      case MAX -> new ExtremeReduction(aggregation, 1);
      case SUM -> new SumReduction();
      case RANGE -> new RangeReduction();
      case AVG, VARIANCE, STDDEV -> new MomentReduction(aggregation);
      case MEDIAN -> new MedianReduction();
    };
  }

  /// Whether a sample does not count: a NaN or a stale marker.
  static boolean isMissing(Block block, int index) {
    return switch (block.kind()) {
      case F64 -> Double.isNaN(block.doubles()[index]);
      case HISTOGRAM -> block.stale(index);
      case I64, U64, BOOL, BYTES, STRING -> false;
    };
  }

  static void requireNumeric(Aggregation aggregation, ValueKind kind) {
    if (!kind.isNumeric()) {
      throw new StorageException(
          ErrorKind.UNSUPPORTED_AGGREGATION,
          "%s of %s samples, expected numbers".formatted(aggregation, kind));
    }
  }

  /// A sample as a double that is exactly its value.
  ///
  /// @throws StorageException of kind `UNSUPPORTED_AGGREGATION` when there is none
  static double exact(Aggregation aggregation, Block block, int index) {
    double number = block.number(index);
    boolean exact =
        switch (block.kind()) {
          case I64 -> isExact(block.longs()[index]);
          case U64 -> isExactUnsigned(block.longs()[index]);
          case F64, BOOL, BYTES, STRING, HISTOGRAM -> true;
        };
    if (!exact) {
      throw new StorageException(
          ErrorKind.UNSUPPORTED_AGGREGATION,
          "%s of the integer at time %d, which has more than 53 significant bits"
              .formatted(aggregation, block.times()[index]));
    }
    return number;
  }

  private static boolean isExact(long value) {
    return isExactUnsigned(Math.abs(value));
  }

  private static boolean isExactUnsigned(long value) {
    return value == 0
        || Long.SIZE - Long.numberOfLeadingZeros(value) - Long.numberOfTrailingZeros(value) <= 53;
  }
}
