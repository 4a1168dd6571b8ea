package io.tsink.testkit.tier;

import io.tsink.spi.tier.ObjectDigest;
import io.tsink.spi.tier.ObjectSource;
import io.tsink.spi.tier.ObjectStat;
import io.tsink.spi.tier.PutCondition;
import io.tsink.spi.tier.TierBackend;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierKey;
import io.tsink.spi.tier.TierMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/// Bytes and calls to test with.
final class Content {
  private static final long SEED = Long.getLong("tsink.seed", 42);

  private Content() {}

  /// Something that happens in the middle of an operation.
  interface Event {
    void happen() throws IOException;
  }

  static TierKey key(String text) {
    return TierKey.of(text);
  }

  static SplittableRandom random(long salt) {
    return new SplittableRandom(SEED + salt);
  }

  /// Returns bytes that look random and depend on the salt and the seed alone.
  static byte[] of(long salt, int length) {
    byte[] content = new byte[length];
    random(salt).nextBytes(content);
    return content;
  }

  static ObjectStat put(
      TierBackend backend, TierKey key, byte[] content, PutCondition condition, TierCall call) {
    return backend.put(key, ObjectSource.of(content), ObjectDigest.of(content), condition, call);
  }

  static TierCall expiredCall() {
    return new TierCall(System.nanoTime() - 1, TierCall.Priority.USER, TierMeter.discarding());
  }

  static TierCall canceledCall() {
    TierCall call = TierCall.within(Duration.ofMinutes(5));
    call.cancel();
    return call;
  }
}
