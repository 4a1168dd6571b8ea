package io.tsink.codec.bytes;

import io.tsink.spi.codec.BytesCodec;
import io.tsink.testkit.codec.BytesCodecContract;
import java.util.Map;

/// The codec keeps the contract of its form.
final class ConstantRleBytesTest extends BytesCodecContract {

  @Override
  protected BytesCodec codec() {
    return new ConstantRleBytes();
  }

  @Override
  protected Map<Integer, String> golden() {
    return Map.of(1, "GOLDEN");
  }
}
