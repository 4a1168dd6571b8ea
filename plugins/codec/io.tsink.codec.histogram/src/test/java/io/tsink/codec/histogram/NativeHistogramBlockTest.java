package io.tsink.codec.histogram;

import io.tsink.spi.codec.HistogramCodec;
import io.tsink.testkit.codec.HistogramCodecContract;

/// The codec keeps the contract of its form.
final class NativeHistogramBlockTest extends HistogramCodecContract {

  @Override
  protected HistogramCodec codec() {
    return new NativeHistogramBlock();
  }
}
