package io.tsink.api.store;

import static java.util.Objects.requireNonNull;

import io.tsink.api.DataPoint;
import io.tsink.api.Value;
import org.jspecify.annotations.Nullable;

/// The greatest value less the smallest.
final class RangeReduction implements Reduction {
  private final Reduction min = new ExtremeReduction(Aggregation.RANGE, -1);
  private final Reduction max = new ExtremeReduction(Aggregation.RANGE, 1);
  private final Reduction last = new PickReduction(true);

  @Override
  public void add(Block block, int from, int to) {
    min.add(block, from, to);
    max.add(block, from, to);
    last.add(block, from, to);
  }

  @Override
  public @Nullable DataPoint take() {
    DataPoint smallest = min.take();
    DataPoint greatest = max.take();
    DataPoint newest = last.take();
    if (smallest == null) {
      return null;
    }
    Value range = less(requireNonNull(greatest).value(), smallest.value());
    return new DataPoint(requireNonNull(newest).timestamp(), range);
  }

  private static Value less(Value max, Value min) {
    return switch (max) {
      case Value.I64(long number) -> new Value.I64(saturating(number, ((Value.I64) min).value()));
      case Value.U64(long number) -> new Value.U64(number - ((Value.U64) min).value());
      case Value.F64(double number) -> new Value.F64(number - ((Value.F64) min).value());
      case Value.Bool(boolean truth) -> new Value.F64(truth == ((Value.Bool) min).value() ? 0 : 1);
      case Value.Bytes _, Value.Text _, Value.Histogram _ ->
          throw new IllegalStateException("range of %s".formatted(max.kind()));
    };
  }

  private static long saturating(long max, long min) {
    long difference = max - min;
    return difference < 0 ? Long.MAX_VALUE : difference;
  }
}
