package io.tsink.codec.bytes;

import io.tsink.spi.codec.DoubleCodec;
import io.tsink.testkit.codec.DoubleCodecContract;

/// The codec keeps the contract of its form.
final class ConstantRleDoublesTest extends DoubleCodecContract {

  @Override
  protected DoubleCodec codec() {
    return new ConstantRleDoubles();
  }
}
