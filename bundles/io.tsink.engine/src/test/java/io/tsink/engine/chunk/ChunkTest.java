package io.tsink.engine.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.api.store.StorageException;
import io.tsink.spi.codec.EncodePurpose;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkTest {

  private static final Set<Column> EVERYTHING = EnumSet.allOf(Column.class);

  private final CodecCatalog catalog = new CodecCatalog();
  private final CodecLease lease = catalog.lease();
  private final ChunkEncoder encoder = new ChunkEncoder(lease.codecs(), EncodePurpose.FLUSH);
  private final ChunkDecoder decoder = new ChunkDecoder(lease.codecs());
  private long shareId = 4;

  @Property(tries = 700)
  void any_part_of_a_chunk_comes_back_bit_for_bit(
      @ForAll long seed, @ForAll ValueKind kind, @ForAll @IntRange(min = 1, max = 300) int count) {
    SplittableRandom random = new SplittableRandom(seed);
    int from = random.nextInt(70);
    Block rows = Rows.random(random, kind, from, count);
    EncodedChunk chunk = encoder.encode(rows, from, from + count, 5);
    if (random.nextBoolean()) {
      shareId += 4;
      chunk = inFile(chunk, shareId);
    }
    Block block = new Block();
    for (int i = 0; i < 4; i++) {
      int first = random.nextInt(count);
      int end = first + 1 + random.nextInt(count - first);
      decoder.load(chunk, first, end, EVERYTHING, block);
      Rows.assertSame(block, rows, from + first, from + end, 5);
    }
    assertThat(chunk.count()).isEqualTo(count);
    assertThat(chunk.minTime()).isEqualTo(rows.times()[from]);
    assertThat(chunk.maxTime()).isEqualTo(rows.times()[from + count - 1]);
  }

  /// The same chunk with its columns as a mapped file has them.
  private static EncodedChunk inFile(EncodedChunk chunk, long shareId) {
    return new EncodedChunk(
        chunk.kind(),
        chunk.count(),
        chunk.minTime(),
        chunk.maxTime(),
        chunk.minSequence(),
        chunk.maxSequence(),
        inFile(chunk.times(), shareId, 0),
        inFile(chunk.values(), shareId ^ 1, 0),
        chunk.starts() == null ? null : inFile(chunk.starts(), shareId ^ 2, 0),
        chunk.sequences() == null ? null : inFile(chunk.sequences(), shareId ^ 3, 0),
        chunk.summaryBytes());
  }

  private static EncodedColumn inFile(EncodedColumn column, long shareId, int damage) {
    byte[] payload = new byte[column.length()];
    column.copyTo(payload, 0);
    payload[0] ^= (byte) damage;
    return EncodedColumn.inFile(
        column.codec(),
        column.filter(),
        column.rawLength(),
        column.crc(),
        MemorySegment.ofArray(payload),
        Path.of("segment.chunks"),
        4711,
        shareId);
  }

  @Property(tries = 300)
  void a_range_of_time_gives_the_rows_within(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int count) {
    SplittableRandom random = new SplittableRandom(seed);
    Block rows = Rows.random(random, ValueKind.F64, 0, count);
    EncodedChunk chunk = encoder.encode(rows, 0, count, 5);
    long start = around(random, rows, count);
    long end = Math.max(start, around(random, rows, count));
    int from = 0;
    while (from < count && rows.times()[from] < start) {
      from++;
    }
    int to = from;
    while (to < count && rows.times()[to] < end) {
      to++;
    }
    Block block = new Block();

    assertThat(decoder.lowerBound(chunk, start)).isEqualTo(from);
    decoder.load(chunk, new TimeRange(start, end), EVERYTHING, block);

    Rows.assertSame(block, rows, from, to, 5);
  }

  private static long around(SplittableRandom random, Block rows, int count) {
    long time = rows.times()[random.nextInt(count)];
    return switch (random.nextInt(5)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      default -> time + random.nextInt(3) - 1;
    };
  }

  @ParameterizedTest
  @EnumSource(ValueKind.class)
  void the_largest_chunk_comes_back(ValueKind kind) {
    int count = 65_535;
    Block rows = Rows.random(new SplittableRandom(7), kind, 0, count);
    Block block = new Block();

    decoder.load(encoder.encode(rows, 0, count, 1), 0, count, EVERYTHING, block);

    Rows.assertSame(block, rows, 0, count, 1);
  }

  @Test
  void sequences_that_are_all_equal_are_two_numbers() {
    Block rows = new Block();
    rows.reset(ValueKind.F64, 3);
    long[] sequences = rows.fillSequences(3);
    for (int i = 0; i < 3; i++) {
      rows.times()[i] = i;
      sequences[i] = 9;
    }
    EncodedChunk equal = encoder.encode(rows, 0, 3, 1);
    sequences[1] = 4;
    EncodedChunk different = encoder.encode(rows, 0, 3, 1);

    assertThat(equal.sequences()).isNull();
    assertThat(equal.minSequence()).isEqualTo(9);
    assertThat(different.sequences()).isNotNull();
    assertThat(different.minSequence()).isEqualTo(4);
    assertThat(different.maxSequence()).isEqualTo(9);
  }

  @Test
  void start_times_that_are_all_unknown_cost_nothing() {
    Block rows = new Block();
    rows.reset(ValueKind.F64, 3);
    long[] starts = rows.fillStarts(3);
    for (int i = 0; i < 3; i++) {
      rows.times()[i] = i;
      starts[i] = 0;
    }

    assertThat(encoder.encode(rows, 0, 3, 1).starts()).isNull();
    starts[2] = 1;
    assertThat(encoder.encode(rows, 0, 3, 1).starts()).isNotNull();
  }

  @Test
  void equal_times_of_two_series_are_decoded_once_and_shared() {
    Block rows = Rows.random(new SplittableRandom(1), ValueKind.F64, 0, 100);
    EncodedChunk one = inFile(encoder.encode(rows, 0, 100, 1), 1L << 41);
    EncodedChunk two = inFile(encoder.encode(rows, 0, 100, 1), 1L << 41);
    Block first = new Block();
    Block second = new Block();

    decoder.load(one, 0, 100, EVERYTHING, first);
    long decoded = decoder.decodedPoints();
    decoder.load(two, 10, 20, EVERYTHING, second);

    assertThat(second.times()).isSameAs(first.times());
    assertThat(second.timesId()).isEqualTo(first.timesId()).isNotEqualTo(Block.UNSHARED);
    Rows.assertSame(second, rows, 10, 20, 1);
    assertThat(decoded).isEqualTo(100L + other(one));
  }

  /// Times are counted, and start times and sequences as well when they are there.
  private static long other(EncodedChunk chunk) {
    return (chunk.starts() == null ? 0L : 100L) + (chunk.sequences() == null ? 0L : 100L);
  }

  @Test
  void a_part_decodes_only_what_it_needs() {
    Block rows = Rows.random(new SplittableRandom(1), ValueKind.I64, 0, 1000);
    EncodedChunk chunk = encoder.encode(rows, 0, 1000, 1);

    decoder.load(chunk, 500, 510, EnumSet.of(Column.TIME), new Block());

    assertThat(decoder.decodedPoints()).isEqualTo(10);
  }

  @Test
  void a_damaged_column_is_an_error_that_names_the_place() {
    Block rows = Rows.random(new SplittableRandom(3), ValueKind.F64, 0, 10);
    EncodedChunk sound = encoder.encode(rows, 0, 10, 1);
    EncodedChunk damaged =
        new EncodedChunk(
            sound.kind(),
            sound.count(),
            sound.minTime(),
            sound.maxTime(),
            1,
            1,
            sound.times(),
            inFile(sound.values(), 1, 1),
            null,
            null,
            null);

    assertThatThrownBy(() -> decoder.load(damaged, 0, 10, EVERYTHING, new Block()))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION))
        .hasMessageStartingWith("segment.chunks at byte 4711: column of codec raw version 1");
    decoder.load(damaged, 0, 10, EnumSet.of(Column.TIME), new Block());
  }

  @Test
  void a_codec_that_left_is_named_and_its_data_is_back_when_it_comes() {
    ConstantLongs codec = new ConstantLongs();
    assertThat(catalog.bind(codec, 0)).isNull();
    Block rows = new Block();
    rows.reset(ValueKind.I64, 3);
    for (int i = 0; i < 3; i++) {
      rows.times()[i] = i;
      rows.longs()[i] = -5;
    }
    rows.range(0, 3);
    EncodedChunk chunk;
    try (CodecLease with = catalog.lease()) {
      chunk = new ChunkEncoder(with.codecs(), EncodePurpose.SEAL).encode(rows, 0, 3, 1);
    }
    assertThat(chunk.values().codec()).isEqualTo(new CodecRef(CodecForm.LONG, "test.constant", 3));
    assertThat(catalog.unbind(codec, Duration.ZERO)).isTrue();

    Block block = new Block();
    assertThatThrownBy(() -> decoder.load(chunk, 0, 3, EVERYTHING, block))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CODEC_MISSING))
        .hasMessage("codec test.constant version 3 is not installed");

    catalog.bind(new ConstantLongs(), 0);
    try (CodecLease again = catalog.lease()) {
      new ChunkDecoder(again.codecs()).load(chunk, 0, 3, EVERYTHING, block);
    }
    Rows.assertSame(block, rows, 0, 3, 1);
  }

  @Test
  void times_that_do_not_rise_and_too_many_rows_are_refused() {
    Block rows = new Block();
    rows.reset(ValueKind.F64, 65_537);

    assertThatThrownBy(() -> encoder.encode(rows, 0, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times of rows [0, 2) do not rise");
    assertThatThrownBy(() -> encoder.encode(rows, 0, 65_536, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> encoder.encode(rows, 3, 3, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void no_rows_give_an_empty_block() {
    Block rows = Rows.random(new SplittableRandom(1), ValueKind.BYTES, 0, 10);
    Block block = new Block();
    decoder.load(encoder.encode(rows, 0, 10, 1), new TimeRange(0, 0), EVERYTHING, block);

    assertThat(block.size()).isZero();
    assertThat(block.kind()).isEqualTo(ValueKind.BYTES);
  }
}
