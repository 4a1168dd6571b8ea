package io.tsink.codec.bytes;

import io.tsink.spi.codec.BytesCodec;
import io.tsink.testkit.codec.BytesCodecContract;

/// The codec keeps the contract of its form.
final class ConstantRleBytesTest extends BytesCodecContract {

  @Override
  protected BytesCodec codec() {
    return new ConstantRleBytes();
  }
}
