package io.tsink.codec.bytes;

import io.tsink.spi.codec.LongCodec;
import io.tsink.testkit.codec.LongCodecContract;

/// The codec keeps the contract of its form.
final class ConstantRleLongsTest extends LongCodecContract {

  @Override
  protected LongCodec codec() {
    return new ConstantRleLongs();
  }
}
