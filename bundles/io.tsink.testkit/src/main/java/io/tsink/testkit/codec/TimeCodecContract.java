package io.tsink.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.CorruptBlock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The contract of a [io.tsink.spi.codec.LongCodec] that takes times: they can be searched.
public abstract class TimeCodecContract extends LongCodecContract {

  /// Called by JUnit.
  protected TimeCodecContract() {}

  @Test
  void a_time_is_found_where_a_linear_search_finds_it() throws CorruptBlock {
    assertThat(subject().granule()).as("granule of a codec for times").isLessThanOrEqualTo(64);
    int searched = 0;
    for (int rows : new int[] {1, 2, 64, 65, 150, 2048, 65_535}) {
      for (Sample<long[]> sample : LongSamples.times(rows, random())) {
        if (bound(sample.column(), 0, rows) == Codec.NOT_APPLICABLE) {
          continue;
        }
        Payload payload = payload(sample.column(), 0, rows);
        requireFound(sample, payload, Long.MIN_VALUE);
        requireFound(sample, payload, Long.MAX_VALUE);
        for (int i = 0; i < Math.min(rows, 300); i++) {
          long time = sample.column()[rows <= 300 ? i : random().nextInt(rows)];
          requireFound(sample, payload, time);
          requireFound(sample, payload, Math.addExact(time, 1));
          requireFound(sample, payload, Math.subtractExact(time, 1));
        }
        searched++;
      }
    }
    assertThat(searched).isPositive();
  }

  private void requireFound(Sample<long[]> sample, Payload payload, long time) throws CorruptBlock {
    int expected = Arrays.binarySearch(sample.column(), time);
    expected = expected < 0 ? -expected - 1 : expected;
    assertThat(search(payload, time)).as("%d in %s", time, sample.name()).isEqualTo(expected);
  }

  private int search(Payload payload, long time) throws CorruptBlock {
    return subject()
        .lowerBound(
            payload.array(),
            payload.off(),
            payload.length(),
            subject().formatVersion(),
            payload.rows(),
            time,
            scratch());
  }

  @Test
  void a_search_in_a_damaged_payload_finds_a_row_or_is_called_corrupt() {
    for (Sample<long[]> sample : LongSamples.times(150, random())) {
      if (bound(sample.column(), 0, 150) == Codec.NOT_APPLICABLE) {
        continue;
      }
      Payload whole = payload(sample.column(), 0, 150);
      byte[] bytes = whole.bytes(whole.length());
      for (int bit = 0; bit < 8 * bytes.length; bit++) {
        bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
        for (int length : new int[] {bytes.length, bit >> 3}) {
          try {
            int row = search(new Payload(bytes, 0, length, 150), sample.column()[bit % 150]);
            assertThat(row).isBetween(0, 150);
          } catch (CorruptBlock e) {
            assertThat(e).message().isNotBlank();
          }
        }
        bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
      }
    }
  }

  @Test
  void a_search_allocates_nothing() throws CorruptBlock {
    for (Sample<long[]> sample : codedSamples(2048)) {
      Payload payload = payload(sample.column(), 0, 2048);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 6; round++) {
        long before = Allocation.bytes();
        for (int i = 0; i < 200; i++) {
          search(payload, sample.column()[i]);
        }
        least = Math.min(least, Allocation.bytes() - before);
      }
      assertThat(least).as(sample.name()).isLessThanOrEqualTo(1024);
    }
  }
}
