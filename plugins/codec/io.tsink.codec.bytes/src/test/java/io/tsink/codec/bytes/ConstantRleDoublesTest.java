package io.tsink.codec.bytes;

import io.tsink.spi.codec.DoubleCodec;
import io.tsink.testkit.codec.DoubleCodecContract;
import java.util.Map;

/// The codec keeps the contract of its form.
final class ConstantRleDoublesTest extends DoubleCodecContract {

  @Override
  protected DoubleCodec codec() {
    return new ConstantRleDoubles();
  }

  @Override
  protected Map<Integer, String> golden() {
    return Map.of(1, "GOLDEN");
  }
}
