package io.tsink.codec.bytes;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;

/// The front of a ConstantRle payload: how many runs there are and where they end.
final class Runs {

  private Runs() {}

  /// A lower bound of the bytes of the front.
  static int bound(int runs) {
    return varintBytes(runs) + runs - 1;
  }

  private static int varintBytes(int value) {
    return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : 3;
  }

  /// Appends the front of runs whose ends, counted from the first row, are `ends[0, runs)`.
  static void putEnds(int[] ends, int runs, Output out) {
    int start = 0;
    for (int run = 0; run < runs - 1; run++) {
      out.putVarint(ends[run] - start);
      start = ends[run];
    }
  }

  /// Reads how many runs there are.
  static int readCount(Input in, int count) throws CorruptBlock {
    int runs = in.readCount(count);
    if (runs == 0) {
      throw new CorruptBlock("no run");
    }
    return runs;
  }

  /// Fills `ends` with the ends of the runs, the last of which is `count`.
  static void readEnds(Input in, int runs, int count, int[] ends) throws CorruptBlock {
    int end = 0;
    for (int run = 0; run < runs - 1; run++) {
      int length = in.readCount(count);
      end += length;
      // Each run that follows needs a row.
      if (length == 0 || end > count - (runs - 1 - run)) {
        throw new CorruptBlock(
            "run %d of %d ends at row %d of %d".formatted(run, runs, end, count));
      }
      ends[run] = end;
    }
    ends[runs - 1] = count;
  }
}
