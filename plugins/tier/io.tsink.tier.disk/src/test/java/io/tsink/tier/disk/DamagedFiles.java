package io.tsink.tier.disk;

import io.tsink.testkit.tier.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Damages the files of objects.
final class DamagedFiles {
  private DamagedFiles() {}

  static void damage(Path file, Damage damage) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case FLIPPED_BIT -> flip(file, bytes, bytes.length / 2 * 8L);
      case TRUNCATED -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }
  }

  /// Writes the bytes with one bit flipped.
  static void flip(Path file, byte[] bytes, long bit) throws IOException {
    byte[] damaged = bytes.clone();
    damaged[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
    Files.write(file, damaged);
  }
}
