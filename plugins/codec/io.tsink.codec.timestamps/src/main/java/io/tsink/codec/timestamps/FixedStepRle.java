package io.tsink.codec.timestamps;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/// Sixteen bytes for a column whose steps are all equal. Any row is computed, none is decoded.
@Component(property = {"tsink.name=FixedStepRle", "tsink.version=1"})
public final class FixedStepRle implements LongCodec {

  private static final Set<LongRole> ROLES =
      Collections.unmodifiableSet(EnumSet.allOf(LongRole.class));

  /// Called by the service loader and by OSGi.
  public FixedStepRle() {}

  @Override
  public String name() {
    return "FixedStepRle";
  }

  @Override
  public int formatVersion() {
    return 1;
  }

  @Override
  public DecodeCost decodeCost() {
    return DecodeCost.COPY;
  }

  @Override
  public int granule() {
    return 1;
  }

  @Override
  public Set<LongRole> roles() {
    return ROLES;
  }

  @Override
  public int bound(LongStats stats) {
    return stats.fixedStep() ? length(stats.count()) : NOT_APPLICABLE;
  }

  private static int length(int count) {
    return count == 1 ? Long.BYTES : 2 * Long.BYTES;
  }

  @Override
  public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
    out.putLong(values[from]);
    if (to - from > 1) {
      out.putLong(values[from + 1] - values[from]);
    }
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
      long[] dest,
      int destOff,
      Scratch scratch)
      throws CorruptBlock {
    Input in = input(src, off, len, count, scratch);
    long first = in.readLong();
    long step = count == 1 ? 0 : in.readLong();
    for (int row = from; row < to; row++) {
      dest[destOff + row - from] = first + step * row;
    }
  }

  @Override
  public int lowerBound(
      byte[] src, int off, int len, int version, int count, long time, Scratch scratch)
      throws CorruptBlock {
    Input in = input(src, off, len, count, scratch);
    long first = in.readLong();
    if (time <= first) {
      return 0;
    }
    if (count == 1) {
      return 1;
    }
    long step = in.readLong();
    if (step == 0) {
      throw new CorruptBlock("times that do not increase");
    }
    // Distance and step can pass 2^63, so both are unsigned.
    long row = Long.divideUnsigned(time - first - 1, step) + 1;
    return Long.compareUnsigned(row, count) < 0 ? (int) row : count;
  }

  private static Input input(byte[] src, int off, int len, int count, Scratch scratch)
      throws CorruptBlock {
    if (len != length(count)) {
      throw new CorruptBlock(
          "%d bytes for %d rows, %d expected".formatted(len, count, length(count)));
    }
    return scratch.input(src, off, len);
  }
}
