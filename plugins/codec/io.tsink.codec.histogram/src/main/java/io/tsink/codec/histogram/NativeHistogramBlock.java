package io.tsink.codec.histogram;

import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.HistogramCodec;
import io.tsink.spi.codec.HistogramStats;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/// Native histograms by blocks of one layout, each bucket a column.
@Component(property = {"tsink.name=NativeHistogramBlock", "tsink.version=1"})
public final class NativeHistogramBlock implements HistogramCodec {

  private static final int GRANULE = 64;

  /// Called by the service loader and by OSGi.
  public NativeHistogramBlock() {}

  @Override
  public String name() {
    return "NativeHistogramBlock";
  }

  @Override
  public int formatVersion() {
    return 1;
  }

  @Override
  public DecodeCost decodeCost() {
    return DecodeCost.MEDIUM;
  }

  @Override
  public int granule() {
    return GRANULE;
  }

  @Override
  public int bound(HistogramStats stats) {
    // One layout without buckets, and of each block the head and four columns.
    return 14 + stats.layoutRuns() * (3 + 7);
  }

  @Override
  public void encode(HistogramColumn values, int from, int to, EncodeContext context, Output out) {
    int[] numbers = context.scratch().ints(0, values.layoutCount());
    int layouts = numberLayouts(values, from, to, numbers);
    out.putVarint(layouts);
    putLayouts(values, from, to, numbers, out);
    int blocks = 0;
    for (int row = from; row < to; row = blockEnd(values, from, row, to)) {
      blocks++;
    }
    out.putVarint(blocks);
    // Blocks go behind the end first, because their heads come before them.
    int start = out.size();
    int[] lengths = context.scratch().ints(1, blocks);
    int block = 0;
    for (int row = from; row < to; ) {
      int end = blockEnd(values, from, row, to);
      int before = out.size();
      BlockWriter.put(values, row, end, context.scratch(), out);
      lengths[block++] = out.size() - before;
      row = end;
    }
    int length = out.size() - start;
    block = 0;
    for (int row = from; row < to; ) {
      int end = blockEnd(values, from, row, to);
      out.putVarint(end - row);
      long number = numbers[values.layoutIndex(row)];
      out.putVarint(number << 1 | (values.isFloat(row) ? 1 : 0));
      out.putVarint(lengths[block++]);
      row = end;
    }
    moveToFront(out, start, length, context.scratch());
  }

  /// Moves what follows the first `length` bytes from `start` on before them.
  private static void moveToFront(Output out, int start, int length, Scratch scratch) {
    int tail = out.size() - start - length;
    byte[] kept = scratch.bytes(0, tail);
    byte[] array = out.array();
    System.arraycopy(array, start + length, kept, 0, tail);
    System.arraycopy(array, start, array, start + tail, length);
    System.arraycopy(kept, 0, array, start, tail);
  }

  /// Numbers the layouts of the rows in order of appearance and returns how many there are.
  private static int numberLayouts(HistogramColumn values, int from, int to, int[] numbers) {
    Arrays.fill(numbers, 0, values.layoutCount(), -1);
    int next = 0;
    for (int row = from; row < to; row++) {
      int index = values.layoutIndex(row);
      if (numbers[index] < 0) {
        numbers[index] = next++;
      }
    }
    return next;
  }

  private static void putLayouts(
      HistogramColumn values, int from, int to, int[] numbers, Output out) {
    int next = 0;
    for (int row = from; row < to; row++) {
      int index = values.layoutIndex(row);
      if (numbers[index] == next) {
        Layouts.put(values.layout(index), out);
        next++;
      }
    }
  }

  private static int blockEnd(HistogramColumn values, int from, int row, int to) {
    int limit = Math.min(to, row - (row - from) % GRANULE + GRANULE);
    int layout = values.layoutIndex(row);
    boolean isFloat = values.isFloat(row);
    int end = row + 1;
    while (end < limit && values.layoutIndex(end) == layout && values.isFloat(end) == isFloat) {
      end++;
    }
    return end;
  }

  @Override
  public void decode(
      byte[] src,
      int off,
      int len,
      int version,
      int count,
      int from,
      int to,
      HistogramColumn dest,
      Scratch scratch)
      throws CorruptBlock {
    Input in = scratch.input(src, off, len);
    int layouts = in.readCount(Math.min(count, in.remaining()));
    int[] indexes = scratch.ints(0, layouts);
    Layouts.read(in, layouts, dest, indexes);
    int blocks = in.readCount(Math.min(count, in.remaining()));
    int[] rows = scratch.ints(1, blocks);
    int[] shapes = scratch.ints(2, blocks);
    int[] lengths = scratch.ints(3, blocks);
    readHeads(in, count, blocks, layouts, rows, shapes, lengths);
    int at = in.position();
    int first = 0;
    for (int block = 0; block < blocks && first < to; block++) {
      int end = first + rows[block];
      if (end > from) {
        in.reset(src, at, lengths[block]);
        HistogramLayout layout = dest.layout(indexes[shapes[block] >>> 1]);
        BlockReader.read(
            src,
            in,
            rows[block],
            layout,
            (shapes[block] & 1) == 1,
            Math.max(from, first) - first,
            Math.min(to, end) - first,
            dest,
            scratch);
      }
      first = end;
      at += lengths[block];
    }
  }

  /// Reads all heads and proves that rows and blocks are exactly those of the payload.
  private static void readHeads(
      Input in, int count, int blocks, int layouts, int[] rows, int[] shapes, int[] lengths)
      throws CorruptBlock {
    long length = 0;
    int row = 0;
    for (int block = 0; block < blocks; block++) {
      rows[block] = in.readCount(Math.min(GRANULE - row % GRANULE, count - row));
      shapes[block] = in.readCount(2 * layouts - 1);
      lengths[block] = in.readCount(in.remaining());
      if (rows[block] == 0) {
        throw new CorruptBlock("block %d has no row".formatted(block));
      }
      row += rows[block];
      length += lengths[block];
    }
    if (row != count || length != in.remaining()) {
      throw new CorruptBlock(
          "blocks of %d rows and %d bytes where there are %d and %d"
              .formatted(row, length, count, in.remaining()));
    }
  }
}
