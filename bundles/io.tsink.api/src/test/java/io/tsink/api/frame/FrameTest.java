package io.tsink.api.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final boolean NIGHTLY = Boolean.getBoolean("tsink.nightly");
  private static final IdempotencyKey KEY = new IdempotencyKey(Long.MIN_VALUE, 7);

  private final FrameWriter writer = new FrameWriter();
  private final FrameReader reader = new FrameReader();

  private static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static long freshSeed() {
    String stated = System.getProperty("tsink.seed", "");
    return stated.isEmpty() ? System.nanoTime() : Long.parseLong(stated);
  }

  private byte[] frame(SampleBatch batch) {
    FrameBuffer out = new FrameBuffer();
    writer.writeFrame(new FrameContent().of(batch), 99, KEY, out);
    return out.toArray();
  }

  private byte[] body(SampleBatch batch) {
    FrameBuffer out = new FrameBuffer();
    int[] ids = IntStream.range(0, batch.slots()).map(slot -> ~slot * 1000).toArray();
    writer.writeBody(new FrameContent().of(batch), ids, out);
    return out.toArray();
  }

  private SampleBatch readFrame(byte[] bytes) {
    SampleBatch batch = new SampleBatch(TimestampPrecision.SECONDS);
    reader.openFrame(bytes, 0, bytes.length);
    reader.readInto(batch, slot -> new Handle(reader.labels(slot)));
    return batch;
  }

  private SampleBatch readBody(byte[] bytes) {
    SampleBatch batch = new SampleBatch(TimestampPrecision.SECONDS);
    reader.openBody(bytes, 0, bytes.length);
    reader.readInto(batch, slot -> new Handle(Labels.of("id", "" + reader.seriesId(slot))));
    return batch;
  }

  @Test
  void a_frame_of_everything_comes_back_bit_by_bit() {
    SampleBatch batch = Batches.everything();

    SampleBatch read = readFrame(frame(batch));

    assertThat(Batches.text(read)).isEqualTo(Batches.text(batch));
    assertThat(reader.sequence()).isEqualTo(99);
    assertThat(reader.key()).isEqualTo(KEY);
    assertThat(reader.slots()).as("slots that are used").isEqualTo(3);
  }

  @Test
  void a_frame_without_key_and_sequence_says_so() {
    FrameBuffer out = new FrameBuffer();
    writer.writeFrame(
        new FrameContent().of(new SampleBatch(TimestampPrecision.NANOSECONDS)),
        CommitOptions.ASSIGN,
        null,
        out);

    SampleBatch read = readFrame(out.toArray());

    assertThat(read.isEmpty()).isTrue();
    assertThat(read.precision()).isEqualTo(TimestampPrecision.NANOSECONDS);
    assertThat(reader.sequence()).isEqualTo(CommitOptions.ASSIGN);
    assertThat(reader.key()).isNull();
  }

  @Test
  void random_batches_come_back_from_frames_and_bodies_written_one_behind_the_other() {
    long seed = freshSeed();
    RandomGenerator random = generator(seed);
    for (int i = 0; i < (NIGHTLY ? 50_000 : 1000); i++) {
      SampleBatch batch = Batches.random(random);
      assertThat(Batches.text(readFrame(frame(batch))))
          .as("seed %d, batch %d", seed, i)
          .isEqualTo(Batches.text(batch));

      SampleBatch ids = new SampleBatch(TimestampPrecision.SECONDS);
      byte[] bytes = body(batch);
      reader.openBody(bytes, 0, bytes.length);
      reader.readInto(ids, slot -> batch.handle(~(reader.seriesId(slot) / 1000)));
      assertThat(Batches.text(ids)).as("seed %d, body %d", seed, i).isEqualTo(Batches.text(batch));
    }
  }

  @Test
  void a_store_may_write_some_rows_with_other_times() {
    SampleBatch batch = new SampleBatch(TimestampPrecision.SECONDS);
    int a = batch.slot(new Handle(Labels.of("__name__", "a")));
    int b = batch.slot(new Handle(Labels.of("__name__", "b")));
    for (int i = 0; i < 4; i++) {
      batch.start(batch.add(i % 2 == 0 ? a : b, i, 0.5 * i), i);
    }
    long[] millis = {0, 1000, 2000, 3000};
    FrameBuffer out = new FrameBuffer();
    writer.writeBody(
        new FrameContent()
            .of(batch)
            .withRows(new int[] {3, 1, 0}, 2)
            .withTimes(TimestampPrecision.MILLISECONDS, millis, null),
        new int[] {0, 8},
        out);

    SampleBatch read = readBody(out.toArray());

    assertThat(Batches.text(read))
        .containsExactly(
            "ms",
            "{id=\"8\"} 3000 F64 %d 0".formatted(Double.doubleToRawLongBits(1.5)),
            "{id=\"8\"} 1000 F64 %d 0".formatted(Double.doubleToRawLongBits(0.5)));
  }

  @Test
  void rows_of_a_series_without_a_handle_are_dropped_and_counted() {
    SampleBatch batch = Batches.everything();
    byte[] bytes = frame(batch);
    SampleBatch read = new SampleBatch(TimestampPrecision.SECONDS);
    reader.openFrame(bytes, 0, bytes.length);

    int dropped =
        reader.readInto(
            read,
            slot -> reader.labels(slot).metric() == null ? null : new Handle(reader.labels(slot)));

    assertThat(dropped).isEqualTo(3);
    List<String> expected = new ArrayList<>(Batches.text(batch));
    expected.removeIf(line -> line.startsWith("{"));
    assertThat(Batches.text(read)).isEqualTo(expected);
  }

  @Test
  void the_bytes_of_version_1_stay_as_they_are() throws IOException {
    SampleBatch batch = Batches.everything();
    assertThat(Batches.hex(frame(batch))).isEqualTo(golden("frame-v1.hex"));
    assertThat(Batches.hex(body(batch))).isEqualTo(golden("body-v1.hex"));
    assertThat(Batches.text(readFrame(HexFormat.of().parseHex(golden("frame-v1.hex")))))
        .isEqualTo(Batches.text(batch));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(FrameTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\n", "");
    }
  }

  @Test
  void a_small_whole_number_of_a_scrape_takes_two_bytes_and_a_decimal_little_more() {
    SampleBatch batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
    for (int i = 0; i < 500; i++) {
      int slot = batch.slot(new Handle(Labels.of("__name__", "m", "i", "" + i)));
      batch.add(slot, 1_700_000_000_000L, i % 100);
    }
    assertThat(body(batch).length / 500.0).isLessThan(1.6);

    batch.clear();
    for (int i = 0; i < 500; i++) {
      int slot = batch.slot(new Handle(Labels.of("__name__", "m", "i", "" + i)));
      batch.add(slot, 1_700_000_000_000L, i / 100.0);
    }
    assertThat(body(batch).length / 500.0).isLessThan(2.6);
  }

  @Test
  void every_float_comes_back_bit_by_bit_whatever_its_neighbours_are() {
    long seed = freshSeed();
    RandomGenerator random = generator(seed);
    long[] special = {
      0,
      1L << 63,
      Double.doubleToRawLongBits(Double.POSITIVE_INFINITY),
      Double.doubleToRawLongBits(Double.NaN),
      0x7ff0_0000_0000_0002L,
      Double.doubleToRawLongBits(Double.MIN_VALUE),
      Double.doubleToRawLongBits(Double.MAX_VALUE),
      Double.doubleToRawLongBits(0x1p62),
      Double.doubleToRawLongBits(-0x1p63),
      Double.doubleToRawLongBits(0x1p55),
      Double.doubleToRawLongBits(-0x1p55),
      Double.doubleToRawLongBits(0x1p53),
      Double.doubleToRawLongBits(123_456_789_012.5)
    };
    for (int i = 0; i < (NIGHTLY ? 100_000 : 3000); i++) {
      int count = random.nextInt(1, 40);
      int digits = random.nextInt(-2, 12);
      long[] cells = new long[count];
      int[] rows = new int[count];
      for (int row = 0; row < count; row++) {
        long number = random.nextLong() >> random.nextInt(64);
        rows[row] = count - 1 - row;
        cells[row] =
            switch (random.nextInt(6)) {
              case 0 -> special[random.nextInt(special.length)];
              case 1 -> random.nextLong();
              case 2 -> Double.doubleToRawLongBits((double) number);
              default -> Double.doubleToRawLongBits(number / Math.pow(10, digits));
            };
      }
      FrameBuffer out = new FrameBuffer();
      FloatCells.write(cells, null, 0, count, out);
      int middle = out.size();
      FloatCells.write(cells, rows, 0, count, out);
      byte[] bytes = out.toArray();
      FrameCursor in = new FrameCursor().reset(bytes, 0, bytes.length);
      long[] read = new long[2 * count];

      FloatCells.read(in, read, 0, count);
      assertThat(in.position()).as("seed %d, run %d", seed, i).isEqualTo(middle);
      FloatCells.read(in, read, count, count);

      assertThat(in.remaining()).isZero();
      for (int row = 0; row < count; row++) {
        assertThat(read[row]).as("seed %d, run %d, row %d", seed, i, row).isEqualTo(cells[row]);
        assertThat(read[count + row]).isEqualTo(cells[rows[row]]);
      }
    }
  }

  @Test
  void a_tag_of_no_row_and_an_exponent_that_is_not_exact_are_refused() {
    long[] target = new long[1];
    for (byte[] bad : List.of(new byte[] {0, 0x11, 1}, new byte[] {23, 1, 1})) {
      FrameCursor in = new FrameCursor().reset(bad, 0, bad.length);
      assertThatThrownBy(() -> FloatCells.read(in, target, 0, 1)).satisfies(FrameTest::isRefusal);
    }
  }

  @Test
  void a_frame_cut_anywhere_is_refused() {
    byte[] good = frame(Batches.everything());
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> readFrame(cut), "cut to %d", length).satisfies(FrameTest::isRefusal);
    }
  }

  @Test
  void a_flipped_bit_anywhere_in_a_frame_is_refused() {
    byte[] good = frame(Batches.everything());
    for (int at = 0; at < 8 * good.length; at++) {
      byte[] bad = good.clone();
      bad[at / 8] ^= (byte) (1 << at % 8);
      assertThatThrownBy(() -> readFrame(bad), "bit %d", at).satisfies(FrameTest::isRefusal);
    }
  }

  @Test
  void a_wrong_checksum_is_corruption_and_another_format_is_malformed() {
    byte[] good = frame(Batches.everything());
    byte[] body = good.clone();
    body[good.length - 1] ^= 1;
    assertThatThrownBy(() -> readFrame(body))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION));
    byte[] magic = good.clone();
    magic[0] ^= 1;
    assertThatThrownBy(() -> readFrame(magic))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MALFORMED))
        .hasMessageContaining("byte 4 of " + good.length);
  }

  private static void isRefusal(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.kind()).isIn(ErrorKind.CORRUPTION, ErrorKind.MALFORMED));
  }

  @Test
  void a_body_of_any_bytes_is_read_or_refused_within_bounds_and_a_multiple_of_its_size() {
    long seed = freshSeed();
    RandomGenerator random = generator(seed);
    byte[] good = body(Batches.everything());
    for (int i = 0; i < (NIGHTLY ? 1_000_000 : 20_000); i++) {
      byte[] bad = good.clone();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      String as = "seed %d, body %d".formatted(seed, i);
      byte[] given = new byte[bad.length + 20];
      System.arraycopy(bad, 0, given, 10, bad.length);
      assertThat(allocatedBy(given, 10, given.length - 10, as)).as(as).isLessThan(1 << 20);
    }
  }

  private long allocatedBy(byte[] bytes, int from, int to, String as) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      SampleBatch batch = new SampleBatch(TimestampPrecision.SECONDS);
      FrameReader fresh = new FrameReader();
      fresh.openBody(bytes, from, to);
      Handle handle = new Handle(Labels.empty());
      fresh.readInto(batch, _ -> handle);
    } catch (StorageException e) {
      assertThat(e.kind()).as(as).isEqualTo(ErrorKind.MALFORMED);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void small_bodies_that_promise_much_allocate_little() {
    FrameBuffer rows = new FrameBuffer();
    head(rows, 0).putVar(1L << 30);
    FrameBuffer slots = new FrameBuffer();
    slots.putByte(1);
    slots.putByte(0);
    slots.putVar(Integer.MAX_VALUE);
    FrameBuffer block = new FrameBuffer();
    oneRow(block, 4).putVar(1L << 31);
    FrameBuffer negative = new FrameBuffer();
    oneRow(negative, 4).putVar(-1);
    FrameBuffer buckets = new FrameBuffer();
    oneRow(buckets, 6).putVar(0);
    buckets.putSigned(0);
    buckets.putDouble(0);
    buckets.putVar(1);
    buckets.putSigned(0);
    buckets.putVar(65_536);
    buckets.putVar(0);
    buckets.putVar(0);
    buckets.skip(100);
    FrameBuffer spans = new FrameBuffer();
    oneRow(spans, 6).putVar(0);
    spans.putSigned(0);
    spans.putDouble(0);
    spans.putVar(1L << 29);
    for (FrameBuffer bomb : List.of(rows, slots, block, negative, buckets, spans)) {
      byte[] bytes = bomb.toArray();
      assertThatThrownBy(() -> readBody(bytes)).satisfies(FrameTest::isRefusal);
      assertThat(allocatedBy(bytes, 0, bytes.length, "bomb")).isLessThan(100_000);
    }
  }

  private static FrameBuffer head(FrameBuffer out, int sections) {
    out.putByte(1);
    out.putByte(sections);
    out.putVar(1);
    out.putSigned(5);
    out.putVar(1);
    return out;
  }

  private static FrameBuffer oneRow(FrameBuffer out, int kind) {
    head(out, 0).putVar(1);
    out.putSigned(1);
    out.putVar(1);
    out.putByte(kind);
    out.putVar(1);
    out.putSigned(1000);
    out.putVar(1);
    return out;
  }

  @Test
  void writing_allocates_nothing_for_samples() {
    SampleBatch batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
    for (int i = 0; i < 1000; i++) {
      int slot = batch.slot(new Handle(Labels.of("__name__", "m" + i)));
      batch.add(slot, 1000 + i, i);
      batch.addHistogram(slot, 2000 + i, Batches.INTEGERS);
    }
    int[] ids = IntStream.range(0, 1000).toArray();
    FrameContent content = new FrameContent();
    FrameBuffer out = new FrameBuffer();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      out.clear();
      writer.writeBody(content.of(batch), ids, out);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).isLessThan(1000);
  }
}
