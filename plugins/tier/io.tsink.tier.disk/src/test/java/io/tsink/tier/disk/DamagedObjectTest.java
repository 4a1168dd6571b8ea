package io.tsink.tier.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.tier.ObjectDigest;
import io.tsink.spi.tier.ObjectSource;
import io.tsink.spi.tier.PutCondition;
import io.tsink.spi.tier.TierBackend;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierKey;
import io.tsink.testkit.tier.FakeTierHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedObjectTest {
  private static final TierKey KEY = TierKey.of("a/b");

  @TempDir Path directory;
  private final byte[] content = new byte[100];
  private final byte[] into = new byte[100];
  private final TierCall call = TierCall.within(Duration.ofMinutes(10));

  @BeforeEach
  void fill() {
    new SplittableRandom(1).nextBytes(content);
  }

  @Test
  void no_flipped_bit_is_read_as_content() throws IOException {
    try (TierBackend tier = open()) {
      byte[] file = put(tier);
      int found = 0;

      for (long bit = 0; bit < file.length * 8L; bit++) {
        DamagedFiles.flip(object(), file, bit);
        found += isCorrupt(tier) ? 1 : 0;
      }

      assertThat(found).isEqualTo(file.length * 8);
    }
  }

  @Test
  void no_truncated_file_is_read_as_content() throws IOException {
    try (TierBackend tier = open()) {
      byte[] file = put(tier);
      int found = 0;

      for (int length = 0; length < file.length; length++) {
        Files.write(object(), Arrays.copyOf(file, length));
        found += isCorrupt(tier) ? 1 : 0;
      }

      assertThat(found).isEqualTo(file.length);
    }
  }

  @Test
  void a_file_of_somebody_else_is_no_object() throws IOException {
    try (TierBackend tier = open()) {
      int length = put(tier).length;
      Files.write(object(), new byte[length]);

      assertThat(isCorrupt(tier)).isTrue();
    }
  }

  private TierBackend open() {
    return new DiskTier(new FakeTierHost(), new DiskLayout(directory));
  }

  private Path object() {
    return new DiskLayout(directory).object(KEY);
  }

  private byte[] put(TierBackend tier) throws IOException {
    tier.put(KEY, ObjectSource.of(content), ObjectDigest.of(content), PutCondition.always(), call);
    return Files.readAllBytes(object());
  }

  private boolean isCorrupt(TierBackend tier) {
    try {
      tier.read(KEY, 0, into, 0, into.length, call);
      return false;
    } catch (TierException e) {
      assertThat(e.kind()).isEqualTo(TierException.Kind.CORRUPT);
      assertThat(e).hasMessageContaining("a/b").hasMessageContaining(directory.toString());
      return true;
    }
  }
}
