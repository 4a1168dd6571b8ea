package io.tsink.codec.integers;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.PackedLongs;
import io.tsink.spi.codec.Scratch;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/// Bit-packed unsigned values: offsets of deltas, or of values, from the least, by granules.
@Component(property = {"tsink.name=DeltaBitpackU64", "tsink.version=1"})
public final class DeltaBitpackU64 implements LongCodec {

  private static final Set<LongRole> ROLES =
      Collections.unmodifiableSet(EnumSet.of(LongRole.U64, LongRole.SEQUENCE));

  /// Called by the service loader and by OSGi.
  public DeltaBitpackU64() {}

  @Override
  public String name() {
    return "DeltaBitpackU64";
  }

  @Override
  public int formatVersion() {
    return 1;
  }

  @Override
  public DecodeCost decodeCost() {
    return DecodeCost.FAST;
  }

  @Override
  public int granule() {
    return PackedLongs.GRANULE;
  }

  @Override
  public Set<LongRole> roles() {
    return ROLES;
  }

  @Override
  public int bound(LongStats stats) {
    return PackedLongs.bound(stats);
  }

  @Override
  public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
    PackedLongs.encode(values, from, to, context.scratch(), out);
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
    Input in = scratch.input(src, off, len);
    PackedLongs.decode(in, count, from, to, dest, destOff, scratch);
    in.requireEnd();
  }
}
