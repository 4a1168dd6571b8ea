package io.tsink.engine.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.PayloadFilter;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ColumnChooserTest {

  /// A codec that wastes some bytes, and knows how few it can be.
  private static final class Padded extends ConstantLongs {
    private final String name;
    private final int bound;
    private final int size;
    private final DecodeCost cost;
    int encodings;

    Padded(String name, int bound, int size, DecodeCost cost) {
      this.name = name;
      this.bound = bound;
      this.size = size;
      this.cost = cost;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public DecodeCost decodeCost() {
      return cost;
    }

    @Override
    public int bound(LongStats stats) {
      return bound;
    }

    @Override
    public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
      encodings++;
      out.putBytes(new byte[size], 0, size);
    }
  }

  private static EncodedColumn choose(List<Padded> codecs, EncodePurpose purpose) {
    EncodeContext context = new EncodeContext(purpose, new Scratch());
    var column = new ScannedColumns.Longs();
    column.scan(LongRole.I64, new long[] {1}, 0, 1);
    return new ColumnChooser(context)
        .choose(CodecForm.LONG, List.<LongCodec>copyOf(codecs), column, new Codecs(List.of()));
  }

  @Property
  void the_result_is_never_larger_than_the_best_of_all(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 50) Integer> sizes,
      @ForAll @Size(value = 8) List<@IntRange(max = 50) Integer> slack) {
    List<Padded> codecs =
        IntStream.range(0, sizes.size())
            .mapToObj(
                i ->
                    new Padded(
                        "c" + i,
                        Math.max(0, sizes.get(i) - slack.get(i)),
                        sizes.get(i),
                        DecodeCost.FAST))
            .toList();

    assertThat(choose(codecs, EncodePurpose.FLUSH).length())
        .isEqualTo(sizes.stream().mapToInt(Integer::intValue).min().orElseThrow());
  }

  @Test
  void a_codec_whose_bound_is_not_below_the_best_is_not_tried() {
    Padded good = new Padded("good", 8, 8, DecodeCost.FAST);
    Padded hopeless = new Padded("hopeless", 9, 20, DecodeCost.COPY);

    EncodedColumn column = choose(List.of(hopeless, good), EncodePurpose.FLUSH);

    assertThat(column.codec().name()).isEqualTo("good");
    assertThat(hopeless.encodings).isZero();
  }

  @Test
  void of_two_equal_results_the_cheaper_to_decode_is_taken() {
    Padded dear = new Padded("dear", 5, 10, DecodeCost.MEDIUM);
    Padded cheap = new Padded("cheap", 6, 10, DecodeCost.COPY);

    assertThat(choose(List.of(dear, cheap), EncodePurpose.FLUSH).codec().name()).isEqualTo("cheap");
  }

  @Test
  void slow_codecs_are_for_cold_data_only() {
    Padded slow = new Padded("slow", 1, 1, DecodeCost.SLOW);
    Padded fast = new Padded("fast", 5, 10, DecodeCost.FAST);

    assertThat(choose(List.of(slow, fast), EncodePurpose.FLUSH).codec().name()).isEqualTo("fast");
    assertThat(choose(List.of(slow, fast), EncodePurpose.COMPACT_COLD).codec().name())
        .isEqualTo("slow");
  }

  /// Drops zero bytes at the end.
  private static final class DropZeros implements PayloadFilter {
    @Override
    public String name() {
      return "test.zeros";
    }

    @Override
    public int formatVersion() {
      return 1;
    }

    @Override
    public DecodeCost decodeCost() {
      return DecodeCost.COPY;
    }

    @Override
    public boolean apply(byte[] src, int off, int len, EncodeContext context, Output out) {
      int end = off + len;
      while (end > off && src[end - 1] == 0) {
        end--;
      }
      out.putBytes(src, off, end - off);
      return end < off + len;
    }

    @Override
    public void restore(
        byte[] src,
        int off,
        int len,
        int version,
        byte[] dest,
        int destOff,
        int rawLen,
        Scratch scratch)
        throws CorruptBlock {
      if (len > rawLen) {
        throw new CorruptBlock("%d bytes of %d".formatted(len, rawLen));
      }
      System.arraycopy(src, off, dest, destOff, len);
      Arrays.fill(dest, destOff + len, destOff + rawLen, (byte) 0);
    }
  }

  @Test
  void a_filter_is_laid_over_cold_data_where_it_saves_bytes_and_taken_off_again() {
    CodecCatalog catalog = new CodecCatalog();
    assertThat(catalog.bind(new DropZeros(), 0)).isNull();
    Block rows = Rows.random(new SplittableRandom(5), ValueKind.I64, 0, 50);
    Arrays.fill(rows.longs(), 1);
    try (CodecLease lease = catalog.lease()) {
      EncodedChunk hot =
          new ChunkEncoder(lease.codecs(), EncodePurpose.FLUSH).encode(rows, 0, 50, 1);
      EncodedChunk cold =
          new ChunkEncoder(lease.codecs(), EncodePurpose.COMPACT_COLD).encode(rows, 0, 50, 1);

      assertThat(hot.values().filter()).isNull();
      assertThat(cold.values().filter()).isEqualTo(new CodecRef(CodecForm.FILTER, "test.zeros", 1));
      assertThat(cold.values().length()).isLessThan(hot.values().length());
      assertThat(cold.values().rawLength()).isEqualTo(hot.values().length());

      Block block = new Block();
      new ChunkDecoder(lease.codecs()).load(cold, 7, 31, EnumSet.allOf(Column.class), block);
      Rows.assertSame(block, rows, 7, 31, 1);
    }
  }
}
