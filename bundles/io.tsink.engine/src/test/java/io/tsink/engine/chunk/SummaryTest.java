package io.tsink.engine.chunk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.StaleMarker;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkSummary;
import io.tsink.spi.codec.EncodePurpose;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// A chunk says of its samples what looking at each of them says.
class SummaryTest {

  private static EncodedChunk encode(Block rows) {
    try (CodecLease lease = new CodecCatalog().lease()) {
      return new ChunkEncoder(lease.codecs(), EncodePurpose.SEAL)
          .encode(rows, rows.from(), rows.to(), 1);
    }
  }

  /// Works the summary out from its definition, field by field.
  private static ChunkSummary bruteForce(Block rows) {
    int count = rows.size();
    long[] times = Arrays.copyOfRange(rows.times(), rows.from(), rows.to());
    double[] all = new double[count];
    for (int i = 0; i < count; i++) {
      all[i] = rows.number(rows.from() + i);
    }
    int[] fresh = IntStream.range(0, count).filter(i -> !StaleMarker.is(all[i])).toArray();
    double[] shown = Arrays.stream(fresh).mapToDouble(i -> all[i]).toArray();
    double[] numbers = DoubleStream.of(shown).filter(v -> !Double.isNaN(v)).toArray();
    double sum = 0;
    double compensation = 0;
    for (double value : numbers) {
      double next = sum + value;
      compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
    int resets = 0;
    double drops = 0;
    int changes = 0;
    for (int i = 1; i < shown.length; i++) {
      double before = shown[i - 1];
      resets += shown[i] < before ? 1 : 0;
      drops += shown[i] < before ? before : 0;
      boolean bothNaN = Double.isNaN(before) && Double.isNaN(shown[i]);
      changes += shown[i] != before && !bothNaN ? 1 : 0;
    }
    long gap = 0;
    for (int i = 1; i < count; i++) {
      gap = Math.max(gap, times[i] - times[i - 1]);
    }
    boolean none = fresh.length == 0;
    return new ChunkSummary(
        count,
        shown.length - numbers.length,
        count - shown.length,
        DoubleStream.of(numbers).min().orElse(Double.NaN),
        DoubleStream.of(numbers).max().orElse(Double.NaN),
        sum,
        compensation,
        none ? times[0] : times[fresh[0]],
        none ? Double.NaN : shown[0],
        none ? times[0] : times[fresh[fresh.length - 1]],
        none ? Double.NaN : shown[shown.length - 1],
        resets,
        drops,
        changes,
        gap);
  }

  private static void spoil(SplittableRandom random, Block rows) {
    if (rows.kind() != ValueKind.F64) {
      return;
    }
    double[] odd = {
      StaleMarker.value(),
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      -0.0,
      0.0,
      0.1,
      -1234.5678,
      1e300,
      1L << 53,
      Double.MIN_VALUE
    };
    for (int i = random.nextInt(20); i > 0; i--) {
      rows.doubles()[rows.from() + random.nextInt(rows.size())] = odd[random.nextInt(odd.length)];
    }
  }

  @Property(tries = 400)
  void a_summary_is_what_every_sample_adds_up_to(
      @ForAll long seed, @ForAll @IntRange(max = 6) int kindNumber) {
    SplittableRandom random = new SplittableRandom(seed);
    ValueKind kind = ValueKind.of(kindNumber);
    Block rows = Rows.random(random, kind, random.nextInt(5), 1 + random.nextInt(200));
    spoil(random, rows);

    EncodedChunk chunk = encode(rows);

    if (!kind.isNumeric() || rows.size() < SummaryBuilder.MIN_ROWS) {
      assertThat(chunk.summary()).isNull();
    } else {
      assertThat(chunk.summary()).isEqualTo(bruteForce(rows));
    }
  }

  @Test
  void the_summary_of_a_counter_takes_a_few_bytes() {
    Block rows = new Block();
    rows.reset(ValueKind.F64, 240);
    for (int i = 0; i < 240; i++) {
      rows.times()[i] = 1_700_000_000_000L + 15_000L * i;
      rows.doubles()[i] = 1_000_000 + 37L * i;
    }
    rows.range(0, 240);

    assertThat(requireNonNull(encode(rows).summaryBytes()).length).isLessThan(32);
  }
}
