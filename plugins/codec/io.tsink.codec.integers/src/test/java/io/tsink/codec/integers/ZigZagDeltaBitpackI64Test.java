package io.tsink.codec.integers;

import io.tsink.spi.codec.LongCodec;
import io.tsink.testkit.codec.LongCodecContract;

/// The codec keeps the contract of its form.
final class ZigZagDeltaBitpackI64Test extends LongCodecContract {

  @Override
  protected LongCodec codec() {
    return new ZigZagDeltaBitpackI64();
  }
}
