package io.tsink.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.CodecSelfTest;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import io.tsink.testkit.Sampling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The part of the contract that is the same for every form of column.
///
/// @param <C> the codec's interface
/// @param <T> a column to encode
/// @param <D> where decoded rows go
public abstract class ColumnContract<C extends Codec, T, D> {

  private static final int[] SIZES = {1, 2, 3, 63, 64, 65, 127, 128, 129, 200, 1000, 2048, 65_535};
  private static final long MAX_ALLOCATION = 256L << 20;

  private final Scratch scratch = new Scratch();
  private final EncodeContext context = new EncodeContext(EncodePurpose.FLUSH, scratch);
  private @Nullable C subject;
  private long seed;
  private RandomGenerator random = new SplittableRandom(0);

  /// Seen only by the contracts of this package.
  ColumnContract() {}

  /// A new instance of the codec under test.
  protected abstract C codec();

  /// The payload of the golden column in hexadecimal, for each version that the codec reads.
  ///
  /// By default each is a resource beside the test's class, named by the codec's class and the
  /// version: `FixedStepRle.v1.hex`. White space in it does not count.
  protected Map<Integer, String> golden() {
    Map<Integer, String> payloads = new TreeMap<>();
    for (int version = 1; version <= subject().formatVersion(); version++) {
      if (subject().reads(version)) {
        payloads.put(version, goldenResource(version));
      }
    }
    return payloads;
  }

  private String goldenResource(int version) {
    String name = "%s.v%d.hex".formatted(subject().getClass().getSimpleName(), version);
    try (InputStream in = getClass().getResourceAsStream(name)) {
      if (in == null) {
        return "no resource " + name;
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The one instance that the tests share.
  final C subject() {
    C made = subject;
    if (made == null) {
      made = codec();
      subject = made;
    }
    return made;
  }

  /// The interface under which the codec is registered.
  abstract Class<C> service();

  /// Columns of `rows` rows, with every extreme that the form has.
  abstract List<Sample<T>> samples(int rows, RandomGenerator numbers);

  /// The column that golden payloads hold.
  abstract T goldenColumn();

  abstract int rows(T column);

  abstract int bound(T column, int from, int to);

  abstract void encode(T column, int from, int to, EncodeContext encodeContext, Output out);

  /// A place for `rows` decoded rows that knows when another place is written.
  abstract D target(int rows);

  /// Decodes into the place, which may hold rows of an earlier call.
  abstract void decode(Payload payload, int version, int from, int to, D target, Scratch lent)
      throws CorruptBlock;

  /// Fails unless the place holds exactly rows `[from, to)` of the column, bit for bit.
  abstract void requireRows(D target, T expected, int from, int to, int count, String what);

  /// Whether two places hold the same rows `[from, to)`.
  abstract boolean same(D a, D b, int from, int to);

  /// The rows of the columns whose every range and every damage is tried; more than a granule.
  int smallRows() {
    return 150;
  }

  /// What decoding may allocate, in bytes a call.
  long allowedAllocation() {
    return 0;
  }

  @BeforeEach
  void seedNumbers() {
    seed = Sampling.seed(getClass());
    random = new SplittableRandom(seed);
  }

  @Test
  void every_column_comes_back_bit_for_bit_and_not_below_its_bound() throws CorruptBlock {
    int coded = 0;
    for (int rows : SIZES) {
      for (Sample<T> sample : samples(rows, random)) {
        int bound = bound(sample.column(), 0, rows);
        if (bound == Codec.NOT_APPLICABLE) {
          continue;
        }
        Payload payload = payload(sample.column(), 0, rows);
        String what = "%d rows of %s, seed %d".formatted(rows, sample.name(), seed);
        assertThat(bound).as("bound of %s", what).isBetween(0, payload.length());
        D target = target(rows);
        decode(payload, subject().formatVersion(), 0, rows, target, scratch);
        requireRows(target, sample.column(), 0, rows, rows, what);
        coded++;
      }
    }
    assertThat(coded).as("columns that the codec can code").isPositive();
  }

  @Test
  void every_range_comes_back_and_nothing_else_is_written() throws CorruptBlock {
    for (Sample<T> sample : codedSamples(smallRows())) {
      Payload payload = payload(sample.column(), 0, smallRows());
      for (int from = 0; from < smallRows(); from++) {
        for (int to = from + 1; to <= smallRows(); to++) {
          requireRange(sample, payload, smallRows(), from, to);
        }
      }
    }
    for (int rows : new int[] {2048, 65_535}) {
      for (Sample<T> sample : codedSamples(rows)) {
        Payload payload = payload(sample.column(), 0, rows);
        for (int i = 0; i < 20; i++) {
          int from = random.nextInt(rows);
          requireRange(sample, payload, rows, from, random.nextInt(from, rows) + 1);
        }
      }
    }
  }

  private void requireRange(Sample<T> sample, Payload payload, int rows, int from, int to)
      throws CorruptBlock {
    D target = target(rows);
    decode(payload, subject().formatVersion(), from, to, target, scratch);
    requireRows(target, sample.column(), from, to, rows, sample.name());
  }

  @Test
  void rows_in_the_middle_of_an_array_give_the_same_bytes_as_rows_at_its_start() {
    for (Sample<T> sample : codedSamples(smallRows())) {
      T longer = shifted(sample.column(), 37);
      assertThat(payload(longer, 37, 37 + smallRows()).hex())
          .as(sample.name())
          .isEqualTo(payload(sample.column(), 0, smallRows()).hex());
    }
  }

  /// The column behind `by` other rows.
  abstract T shifted(T column, int by);

  @Test
  void every_thread_writes_the_same_bytes() throws Exception {
    List<Sample<T>> samples = codedSamples(2048);
    C shared = subject();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("encoder-", 0).factory())) {
      for (Sample<T> sample : samples) {
        List<Callable<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          tasks.add(() -> freshPayload(shared, sample.column()).hex());
        }
        String expected = payload(sample.column(), 0, 2048).hex();
        for (Future<String> bytes : threads.invokeAll(tasks)) {
          assertThat(bytes.get()).as(sample.name()).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void decoding_allocates_nothing() throws CorruptBlock {
    int rows = 2048;
    for (Sample<T> sample : codedSamples(rows)) {
      Payload payload = payload(sample.column(), 0, rows);
      D target = target(rows);
      int version = subject().formatVersion();
      for (int i = 0; i < 50; i++) {
        decode(payload, version, 0, rows, target, scratch);
      }
      int calls = 200;
      long least = Long.MAX_VALUE;
      // What the virtual machine allocates on its own account is not the codec's: the least counts.
      for (int round = 0; round < 5; round++) {
        long before = Allocation.bytes();
        for (int i = 0; i < calls; i++) {
          decode(payload, version, 0, rows, target, scratch);
        }
        least = Math.min(least, Allocation.bytes() - before);
      }
      assertThat(least)
          .as("bytes for %d calls on %s", calls, sample.name())
          .isLessThanOrEqualTo(calls * allowedAllocation() + 1024);
    }
  }

  @Test
  void a_truncated_payload_ends_in_values_or_is_called_corrupt() {
    for (Sample<T> sample : codedSamples(smallRows())) {
      Payload payload = payload(sample.column(), 0, smallRows());
      for (int length = 0; length < payload.length(); length++) {
        requireDefined(payload.bytes(length), smallRows(), sample.name());
      }
    }
  }

  @Test
  void every_flipped_bit_ends_in_values_or_is_called_corrupt() {
    for (Sample<T> sample : codedSamples(smallRows())) {
      Payload payload = payload(sample.column(), 0, smallRows());
      byte[] bytes = payload.bytes(payload.length());
      for (int bit = 0; bit < 8 * Math.min(bytes.length, 600); bit++) {
        bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
        requireDefined(bytes, smallRows(), sample.name());
        bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
      }
    }
  }

  @Test
  void garbage_ends_in_values_or_is_called_corrupt() {
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && i % 2 == 0) {
        // Small numbers look more like a payload.
        for (int j = 0; j < bytes.length; j++) {
          bytes[j] &= 7;
        }
      }
      requireDefined(bytes, 1 + random.nextInt(i % 10 == 0 ? Codec.MAX_ROWS : 300), "garbage");
    }
  }

  /// A damaged payload gives the same answer wherever it lies, and no other exception.
  private void requireDefined(byte[] bytes, int rows, String name) {
    byte[] wide = new byte[bytes.length + 40];
    random.nextBytes(wide);
    System.arraycopy(bytes, 0, wide, 20, bytes.length);
    Payload alone = new Payload(bytes, 0, bytes.length, rows);
    Payload inside = new Payload(wide, 20, bytes.length, rows);
    int from = random.nextInt(rows);
    int to = random.nextInt(from, rows) + 1;
    long before = Allocation.bytes();
    try {
      D first = target(rows);
      D second = target(rows);
      boolean corrupt = corrupt(alone, from, to, first);
      assertThat(corrupt(inside, from, to, second)).isEqualTo(corrupt);
      if (!corrupt) {
        assertThat(same(first, second, from, to)).isTrue();
      }
    } catch (RuntimeException | Error e) {
      fail("%s, seed %d: %s".formatted(name, seed, HexFormat.of().formatHex(bytes)), e);
    }
    assertThat(Allocation.bytes() - before).as("bytes allocated").isLessThan(MAX_ALLOCATION);
  }

  private boolean corrupt(Payload payload, int from, int to, D target) {
    try {
      decode(payload, subject().formatVersion(), from, to, target, scratch);
      return false;
    } catch (CorruptBlock e) {
      assertThat(e).hasMessageNotContainingAny("null").message().isNotBlank();
      return true;
    }
  }

  @Test
  void golden_payloads_stay_readable_and_the_newest_is_written() throws CorruptBlock {
    T column = goldenColumn();
    int rows = rows(column);
    assertThat(golden()).containsKey(subject().formatVersion());
    assertThat(payload(column, 0, rows).hex()).isEqualTo(golden().get(subject().formatVersion()));
    for (Map.Entry<Integer, String> golden : golden().entrySet()) {
      assertThat(subject().reads(golden.getKey())).as("version %d", golden.getKey()).isTrue();
      byte[] bytes = HexFormat.of().parseHex(golden.getValue());
      D target = target(rows);
      decode(new Payload(bytes, 0, bytes.length, rows), golden.getKey(), 0, rows, target, scratch);
      requireRows(target, column, 0, rows, rows, "golden payload");
    }
  }

  @Test
  void it_says_what_it_is_and_passes_the_self_test() {
    C codec = subject();
    assertThat(codec.name()).isNotBlank();
    assertThat(codec.formatVersion()).isBetween(1, 65_535);
    assertThat(codec.reads(codec.formatVersion())).isTrue();
    assertThat(codec.granule()).isPositive();
    assertThat(codec.decodeCost()).isNotNull();
    assertThat(CodecSelfTest.fault(codec)).isNull();
  }

  @Test
  void the_service_loader_finds_it() {
    assertThat(ServiceLoader.load(service()).stream().map(ServiceLoader.Provider::type))
        .as("META-INF/services/%s", service().getName())
        .anyMatch(type -> type.equals(subject().getClass()));
  }

  @Test
  void fifty_reloads_leave_no_class_loader_behind() throws Exception {
    Reloads.requireCollected(subject().getClass(), 50);
  }

  /// The samples that the codec can code; there is at least one.
  final List<Sample<T>> codedSamples(int rows) {
    List<Sample<T>> coded = new ArrayList<>();
    for (Sample<T> sample : samples(rows, random)) {
      if (bound(sample.column(), 0, rows) != Codec.NOT_APPLICABLE) {
        coded.add(sample);
      }
    }
    assertThat(coded).as("columns of %d rows that the codec can code", rows).isNotEmpty();
    return coded;
  }

  /// The coded form of rows of a column, in an array that has more in front and behind.
  final Payload payload(T column, int from, int to) {
    Output out = new Output(16);
    out.putLong(-1);
    encode(column, from, to, context, out);
    byte[] bytes = Arrays.copyOf(out.array(), out.size() + 8);
    Arrays.fill(bytes, out.size(), bytes.length, (byte) -1);
    return new Payload(bytes, 8, out.size() - 8, to - from);
  }

  private Payload freshPayload(C codec, T column) {
    Output out = new Output(16);
    encodeWith(codec, column, new EncodeContext(EncodePurpose.FLUSH, new Scratch()), out);
    return new Payload(out.array(), 0, out.size(), rows(column));
  }

  /// Encodes a whole column with the given instance.
  abstract void encodeWith(C codec, T column, EncodeContext encodeContext, Output out);

  final Scratch scratch() {
    return scratch;
  }

  final RandomGenerator random() {
    return random;
  }
}
