package io.tsink.codec.bytes;

import io.tsink.api.BytesColumn;
import io.tsink.spi.codec.BytesCodec;
import io.tsink.spi.codec.BytesStats;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/// Byte strings by what they do not share with one before, in granules of 64 rows.
@Component(property = {"tsink.name=BytesDeltaBlock", "tsink.version=1"})
public final class BytesDeltaBlock implements BytesCodec {

  private static final int GRANULE = 64;

  /// Called by the service loader and by OSGi.
  public BytesDeltaBlock() {}

  @Override
  public String name() {
    return "BytesDeltaBlock";
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
  public int bound(BytesStats stats) {
    // A value may be all in one token; what is new in the column is written at least once.
    return stats.count() + (stats.count() - 1) / GRANULE;
  }

  @Override
  public void encode(BytesColumn values, int from, int to, EncodeContext context, Output out) {
    int granules = (to - from + GRANULE - 1) / GRANULE;
    if (granules == 1) {
      encodeGranule(values, from, to, out);
      return;
    }
    // Rows go behind the end first, because the lengths of granules come before them.
    int start = out.size();
    int[] lengths = context.scratch().ints(0, granules);
    for (int granule = 0; granule < granules; granule++) {
      int before = out.size();
      int first = from + granule * GRANULE;
      encodeGranule(values, first, Math.min(first + GRANULE, to), out);
      lengths[granule] = out.size() - before;
    }
    int rows = out.size() - start;
    for (int granule = 0; granule < granules - 1; granule++) {
      out.putVarint(lengths[granule]);
    }
    int head = out.size() - start - rows;
    byte[] kept = context.scratch().bytes(0, head);
    byte[] array = out.array();
    System.arraycopy(array, start + rows, kept, 0, head);
    System.arraycopy(array, start, array, start + head, rows);
    System.arraycopy(kept, 0, array, start, head);
  }

  private static void encodeGranule(BytesColumn values, int from, int to, Output out) {
    byte[] arena = values.arena();
    for (int row = from; row < to; row++) {
      int start = values.start(row);
      int end = values.end(row);
      int equal = equalRow(values, row, from);
      if (equal >= 0) {
        out.putVarint((long) (row - equal - 1) << 1 | 1);
        continue;
      }
      int shared = 0;
      if (row > from) {
        // No row before is equal, so there is a mismatch.
        shared =
            Arrays.mismatch(arena, start, end, arena, values.start(row - 1), values.end(row - 1));
      }
      int suffix = end - start - shared;
      out.putVarint((long) suffix << 1);
      if (row > from) {
        out.putVarint(shared);
      }
      out.putBytes(arena, start + shared, suffix);
    }
  }

  private static int equalRow(BytesColumn values, int row, int first) {
    byte[] arena = values.arena();
    int start = values.start(row);
    int end = values.end(row);
    for (int other = row - 1; other >= first; other--) {
      if (Arrays.equals(arena, start, end, arena, values.start(other), values.end(other))) {
        return other;
      }
    }
    return -1;
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
      BytesColumn dest,
      Scratch scratch)
      throws CorruptBlock {
    Input in = scratch.input(src, off, len);
    int granules = (count + GRANULE - 1) / GRANULE;
    int[] lengths = scratch.ints(0, granules);
    long total = 0;
    for (int granule = 0; granule < granules - 1; granule++) {
      lengths[granule] = in.readCount(len);
      total += lengths[granule];
    }
    long last = in.remaining() - total;
    if (last < 0) {
      throw new CorruptBlock("the payload is %d bytes too short".formatted(-last));
    }
    lengths[granules - 1] = (int) last;
    int at = in.position();
    for (int granule = 0; granule * GRANULE < to; granule++) {
      int start = granule * GRANULE;
      int rows = Math.min(GRANULE, count - start);
      if (start + rows > from) {
        in.reset(src, at, lengths[granule]);
        decodeGranule(
            src, in, rows, Math.max(0, from - start), Math.min(rows, to - start), dest, scratch);
      }
      at += lengths[granule];
    }
  }

  /// Appends rows `[from, to)` of a granule.
  ///
  /// Two passes: the first finds how long the values are, so that the second has room for all.
  private static void decodeGranule(
      byte[] src, Input in, int rows, int from, int to, BytesColumn dest, Scratch scratch)
      throws CorruptBlock {
    int[] sizes = scratch.ints(1, rows);
    int[] copies = scratch.ints(2, rows);
    int[] suffixes = scratch.ints(3, rows);
    long total = 0;
    for (int row = 0; row < rows; row++) {
      long token = in.readVarint();
      long operand = token >>> 1;
      if ((token & 1) == 1) {
        if (operand >= row) {
          throw new CorruptBlock("row %d repeats one that is not there".formatted(row));
        }
        copies[row] = -1 - (int) operand;
        suffixes[row] = 0;
        sizes[row] = sizes[row - 1 - (int) operand];
      } else {
        copies[row] = row == 0 ? 0 : in.readCount(sizes[row - 1]);
        suffixes[row] = in.skip(operand);
        sizes[row] = copies[row] + (int) operand;
      }
      total += sizes[row];
    }
    in.requireEnd();
    if (total > Integer.MAX_VALUE - 8) {
      throw new CorruptBlock("%d bytes in one granule".formatted(total));
    }
    byte[] arena = scratch.bytes(0, (int) total);
    int[] starts = scratch.ints(4, rows);
    int at = 0;
    for (int row = 0; row < to; row++) {
      starts[row] = at;
      if (copies[row] < 0) {
        System.arraycopy(arena, starts[row + copies[row]], arena, at, sizes[row]);
      } else {
        if (row > 0) {
          System.arraycopy(arena, starts[row - 1], arena, at, copies[row]);
        }
        System.arraycopy(src, suffixes[row], arena, at + copies[row], sizes[row] - copies[row]);
      }
      at += sizes[row];
      if (row >= from) {
        dest.append(arena, starts[row], sizes[row]);
      }
    }
  }
}
