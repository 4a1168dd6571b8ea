package io.tsink.codec.integers;

import io.tsink.spi.codec.LongCodec;
import io.tsink.testkit.codec.LongCodecContract;
import java.util.Map;

/// The codec keeps the contract of its form.
final class DeltaBitpackU64Test extends LongCodecContract {

  @Override
  protected LongCodec codec() {
    return new DeltaBitpackU64();
  }

  @Override
  protected Map<Integer, String> golden() {
    return Map.of(1, "GOLDEN");
  }
}
