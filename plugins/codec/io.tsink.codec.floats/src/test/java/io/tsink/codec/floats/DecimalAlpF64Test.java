package io.tsink.codec.floats;

import io.tsink.spi.codec.DoubleCodec;
import io.tsink.testkit.codec.DoubleCodecContract;
import java.util.Map;

/// The codec keeps the contract of its form.
final class DecimalAlpF64Test extends DoubleCodecContract {

  @Override
  protected DoubleCodec codec() {
    return new DecimalAlpF64();
  }

  @Override
  protected Map<Integer, String> golden() {
    return Map.of(1, "GOLDEN");
  }
}
