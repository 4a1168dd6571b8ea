package io.tsink.codec.timestamps;

import io.tsink.spi.codec.LongCodec;
import io.tsink.testkit.codec.TimeCodecContract;
import java.util.stream.LongStream;

/// The codec keeps the contract of its form.
final class FixedStepRleTest extends TimeCodecContract {

  @Override
  protected LongCodec codec() {
    return new FixedStepRle();
  }

  @Override
  protected long[] goldenColumn() {
    return LongStream.range(0, 150).map(i -> 1_700_000_000_000L + 15_000 * i).toArray();
  }
}
