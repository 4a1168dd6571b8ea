package io.tsink.engine.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.spi.codec.BytesStats;
import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.CodecSelfTest;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.HistogramStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RawCodecsTest {

  private final Scratch scratch = new Scratch();
  private final EncodeContext context = new EncodeContext(EncodePurpose.FLUSH, scratch);
  private final Output out = new Output(64);

  @Test
  void every_raw_codec_passes_its_self_test() {
    List<Codec> codecs =
        List.of(
            new RawLongs(), new RawDoubles(), new RawBools(), new RawBytes(), new RawHistograms());

    assertThat(codecs).allSatisfy(codec -> assertThat(CodecSelfTest.fault(codec)).isNull());
  }

  @Property(tries = 200)
  void bounds_are_never_above_the_real_size(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int count) {
    SplittableRandom random = new SplittableRandom(seed);
    Block bytes = Rows.random(random, ValueKind.BYTES, 0, count);
    Block histograms = Rows.random(random, ValueKind.HISTOGRAM, 0, count);

    out.clear();
    new RawBytes().encode(bytes.bytes(), 0, count, context, out);
    assertThat(new RawBytes().bound(BytesStats.of(bytes.bytes(), 0, count)))
        .isLessThanOrEqualTo(out.size());
    out.clear();
    new RawHistograms().encode(histograms.histograms(), 0, count, context, out);
    assertThat(new RawHistograms().bound(HistogramStats.of(histograms.histograms(), 0, count)))
        .isLessThanOrEqualTo(out.size());
  }

  @Property(tries = 60)
  void damaged_histograms_and_bytes_end_in_values_or_corrupt_block(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = 1 + random.nextInt(12);
    Block bytes = Rows.random(random, ValueKind.BYTES, 0, count);
    Block histograms = Rows.random(random, ValueKind.HISTOGRAM, 0, count);
    out.clear();
    new RawBytes().encode(bytes.bytes(), 0, count, context, out);
    byte[] bytesPayload = Arrays.copyOf(out.array(), out.size());
    out.clear();
    new RawHistograms().encode(histograms.histograms(), 0, count, context, out);
    byte[] histogramPayload = Arrays.copyOf(out.array(), out.size());
    int wrong = 0;
    for (int i = 0; i < 100; i++) {
      byte[] damaged = damaged(random, bytesPayload);
      try {
        Block block = new Block();
        new RawBytes()
            .decode(damaged, 0, damaged.length, 1, count, 0, count, block.bytes(), scratch);
        assertThat(block.bytes().size()).isEqualTo(count);
      } catch (CorruptBlock _) {
        wrong++;
      }
      damaged = damaged(random, histogramPayload);
      try {
        Block block = new Block();
        new RawHistograms()
            .decode(damaged, 0, damaged.length, 1, count, 0, count, block.histograms(), scratch);
        assertThat(block.histograms().size()).isEqualTo(count);
      } catch (CorruptBlock _) {
        wrong++;
      }
    }
    assertThat(wrong).isPositive();
  }

  private static byte[] damaged(SplittableRandom random, byte[] payload) {
    byte[] damaged = payload.clone();
    if (random.nextBoolean()) {
      return Arrays.copyOf(damaged, random.nextInt(damaged.length));
    }
    damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
    return damaged;
  }
}
