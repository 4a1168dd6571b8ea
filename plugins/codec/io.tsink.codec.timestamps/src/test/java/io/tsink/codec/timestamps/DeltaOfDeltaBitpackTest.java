package io.tsink.codec.timestamps;

import io.tsink.spi.codec.LongCodec;
import io.tsink.testkit.codec.TimeCodecContract;
import java.util.Map;

/// The codec keeps the contract of its form.
final class DeltaOfDeltaBitpackTest extends TimeCodecContract {

  @Override
  protected LongCodec codec() {
    return new DeltaOfDeltaBitpack();
  }

  @Override
  protected Map<Integer, String> golden() {
    return Map.of(1, "GOLDEN");
  }
}
