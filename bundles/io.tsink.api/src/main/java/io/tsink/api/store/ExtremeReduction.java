package io.tsink.api.store;

import io.tsink.api.DataPoint;
import io.tsink.api.Value;
import org.jspecify.annotations.Nullable;

/// The sample with the smallest or the greatest value.
final class ExtremeReduction implements Reduction {
  private final Aggregation aggregation;

  /// 1 for the greatest, −1 for the smallest.
  private final int sign;

  private @Nullable DataPoint extreme;

  ExtremeReduction(Aggregation aggregation, int sign) {
    this.aggregation = aggregation;
    this.sign = sign;
  }

  @Override
  public void add(Block block, int from, int to) {
    Reductions.requireNumeric(aggregation, block.kind());
    int best = -1;
    for (int i = from; i < to; i++) {
      if (!Reductions.isMissing(block, i) && (best < 0 || compare(block, i, best) * sign > 0)) {
        best = i;
      }
    }
    if (best < 0) {
      return;
    }
    var point = new DataPoint(block.times()[best], block.value(best));
    if (extreme == null || compare(point.value(), extreme.value()) * sign > 0) {
      extreme = point;
    }
  }

  private static int compare(Block block, int a, int b) {
    return switch (block.kind()) {
      case I64 -> Long.compare(block.longs()[a], block.longs()[b]);
      case U64 -> Long.compareUnsigned(block.longs()[a], block.longs()[b]);
      case F64, BOOL -> compareNumbers(block.number(a), block.number(b));
      case BYTES, STRING, HISTOGRAM -> 0;
    };
  }

  private static int compare(Value a, Value b) {
    return switch (a) {
      case Value.I64(long number) when b instanceof Value.I64(long other) ->
          Long.compare(number, other);
      case Value.U64(long number) when b instanceof Value.U64(long other) ->
          Long.compareUnsigned(number, other);
      case Value.F64(double number) when b instanceof Value.F64(double other) ->
          compareNumbers(number, other);
      case Value.Bool(boolean truth) when b instanceof Value.Bool(boolean other) ->
          Boolean.compare(truth, other);
      default -> throw new IllegalStateException("%s beside %s".formatted(a.kind(), b.kind()));
    };
  }

  /// Unlike `Double.compare` it takes both zeros as equal.
  private static int compareNumbers(double a, double b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  @Override
  public @Nullable DataPoint take() {
    DataPoint taken = extreme;
    extreme = null;
    return taken;
  }
}
