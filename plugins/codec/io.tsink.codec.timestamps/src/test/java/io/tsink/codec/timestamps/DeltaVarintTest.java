package io.tsink.codec.timestamps;

import io.tsink.spi.codec.LongCodec;
import io.tsink.testkit.codec.TimeCodecContract;

/// The codec keeps the contract of its form.
final class DeltaVarintTest extends TimeCodecContract {

  @Override
  protected LongCodec codec() {
    return new DeltaVarint();
  }
}
