package io.tsink.codec.bytes;

import io.tsink.spi.codec.BoolCodec;
import io.tsink.testkit.codec.BoolCodecContract;

/// The codec keeps the contract of its form.
final class BoolBitpackTest extends BoolCodecContract {

  @Override
  protected BoolCodec codec() {
    return new BoolBitpack();
  }
}
