package io.tsink.codec.floats;

import io.tsink.spi.codec.DoubleCodec;
import io.tsink.testkit.codec.DoubleCodecContract;

/// The codec keeps the contract of its form.
final class DecimalAlpF64Test extends DoubleCodecContract {

  @Override
  protected DoubleCodec codec() {
    return new DecimalAlpF64();
  }
}
