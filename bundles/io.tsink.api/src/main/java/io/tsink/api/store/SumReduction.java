package io.tsink.api.store;

import io.tsink.api.DataPoint;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import org.jspecify.annotations.Nullable;

/// The sum: of integers in their own kind, saturating, else of doubles.
final class SumReduction implements Reduction {
  private final CompensatedSum doubles = new CompensatedSum();
  private ValueKind kind = ValueKind.F64;
  private boolean any;
  private long lastTime;

  /// The sum of integers without an end: the upper and the lower 64 bits.
  private long high;

  private long low;

  @Override
  public void add(Block block, int from, int to) {
    Reductions.requireNumeric(Aggregation.SUM, block.kind());
    kind = block.kind();
    for (int i = from; i < to; i++) {
      if (Reductions.isMissing(block, i)) {
        continue;
      }
      any = true;
      lastTime = block.times()[i];
      if (kind == ValueKind.I64) {
        addInteger(block.longs()[i], block.longs()[i] >> 63);
      } else if (kind == ValueKind.U64) {
        addInteger(block.longs()[i], 0);
      } else {
        doubles.add(block.number(i));
      }
    }
  }

  /// @param upper the upper 64 bits of the value
  private void addInteger(long lower, long upper) {
    long sum = low + lower;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    low = sum;
    high += upper + carry;
  }

  @Override
  public @Nullable DataPoint take() {
    DataPoint point = any ? new DataPoint(lastTime, sum()) : null;
    doubles.clear();
    any = false;
    high = 0;
    low = 0;
    return point;
  }

  private Value sum() {
    if (kind == ValueKind.U64) {
      return new Value.U64(high == 0 ? low : -1);
    }
    if (kind == ValueKind.I64) {
      boolean fits = high == low >> 63;
      return new Value.I64(fits ? low : high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
    return new Value.F64(doubles.value());
  }
}
