package io.tsink.spi.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tsink.api.BytesColumn;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class StatsTest {

  @Test
  void regular_times_have_a_fixed_step_and_a_divisor() {
    LongStats stats = LongStats.of(new long[] {9, 10, 40, 70, 100, 5}, 1, 5);
    assertThat(stats.count()).isEqualTo(4);
    assertThat(stats.first()).isEqualTo(10);
    assertThat(stats.min()).isEqualTo(10);
    assertThat(stats.max()).isEqualTo(100);
    assertThat(stats.fixedStep()).isTrue();
    assertThat(stats.increasing()).isTrue();
    assertThat(stats.divisor()).isEqualTo(30);
    assertThat(stats.runs()).isEqualTo(4);
  }

  @Test
  void constants_are_one_run_without_a_divisor() {
    LongStats stats = LongStats.of(new long[] {7, 7, 7}, 0, 3);
    assertThat(stats.runs()).isEqualTo(1);
    assertThat(stats.divisor()).isZero();
    assertThat(stats.fixedStep()).isTrue();
    assertThat(stats.increasing()).isFalse();
    assertThat(stats.deltaBits(0, 0)).isZero();
  }

  @Test
  void bits_are_those_of_the_zig_zag_form_less_what_is_saved_or_left_out() {
    // Deltas 1, -4, 8 are 2, 7, 16 in zig-zag form: 2, 3 and 5 bits.
    LongStats stats = LongStats.of(new long[] {0, 1, -3, 5}, 0, 4);
    assertThat(stats.deltaBits(0, 0)).isEqualTo(10);
    assertThat(stats.deltaBits(2, 0)).isEqualTo(4);
    assertThat(stats.deltaBits(0, 1)).isEqualTo(5);
    assertThat(stats.deltasOfWidth(5)).isEqualTo(1);
    // Double deltas -5 and 12 are 9 and 24: 4 and 5 bits.
    assertThat(stats.doubleDeltaBits(0, 0)).isEqualTo(9);
    assertThat(stats.blockBits(0)).isEqualTo(15);
  }

  @Test
  void the_divisor_of_the_smallest_long_is_one() {
    assertThat(LongStats.commonDivisor(0, Long.MIN_VALUE)).isEqualTo(1);
    assertThat(LongStats.commonDivisor(12, -18)).isEqualTo(6);
  }

  @Property(tries = 50)
  void a_second_scan_forgets_the_first(@ForAll @Size(min = 1, max = 300) long[] values) {
    LongStats reused = new LongStats();
    reused.scan(LongRole.U64, new long[] {1, 5, Long.MAX_VALUE, 3}, 0, 4);
    reused.scan(LongRole.I64, values, 0, values.length);
    assertThat(reused).usingRecursiveComparison().isEqualTo(LongStats.of(values, 0, values.length));
  }

  @Test
  void decimals_are_known_by_their_exponent() {
    DoubleStats stats = DoubleStats.of(new double[] {1.5, 2.25, -3, 0.1 + 0.2, 8, 9, 1, 2}, 0, 8);
    assertThat(stats.decimalExponent()).isEqualTo(2);
    assertThat(stats.decimalExceptions()).isEqualTo(1);
    assertThat(stats.digits().min()).isEqualTo(-300);
    assertThat(stats.digits().max()).isEqualTo(900);
    assertThat(stats.allIntegers()).isFalse();
    assertThat(stats.min()).isEqualTo(-3);
    assertThat(stats.max()).isEqualTo(9);
  }

  @Test
  void full_doubles_have_no_exponent() {
    DoubleStats stats = DoubleStats.of(new double[] {Math.sqrt(3), 1 / 3.0, Math.sqrt(2)}, 0, 3);
    assertThat(stats.decimalExponent()).isEqualTo(-1);
    assertThatIllegalStateException().isThrownBy(stats::digits);
  }

  @Test
  void what_is_not_finite_counts_apart() {
    DoubleStats stats =
        DoubleStats.of(new double[] {Double.NaN, 4, Double.POSITIVE_INFINITY, 4, 4}, 0, 5);
    assertThat(stats.notFinite()).isEqualTo(2);
    assertThat(stats.runs()).isEqualTo(4);
    assertThat(stats.min()).isEqualTo(4);
  }

  @Test
  void truth_values_are_counted_across_words() {
    long[] words = {1L << 63, 3};
    BoolStats stats = BoolStats.of(words, 60, 70);
    assertThat(stats.count()).isEqualTo(10);
    assertThat(stats.trues()).isEqualTo(3);
    assertThat(stats.runs()).isEqualTo(3);
  }

  @Test
  void bytes_that_repeat_the_front_of_the_row_before_are_not_new() {
    BytesColumn column = new BytesColumn();
    for (String row : new String[] {"abc", "abd", "abd", "ab"}) {
      column.append(row.getBytes(StandardCharsets.UTF_8), 0, row.length());
    }
    BytesStats stats = BytesStats.of(column, 0, 4);
    assertThat(stats.totalBytes()).isEqualTo(11);
    assertThat(stats.newBytes()).isEqualTo(4);
    assertThat(stats.runs()).isEqualTo(3);
  }

  @Test
  void no_rows_have_no_statistics() {
    assertThatIllegalArgumentException().isThrownBy(() -> LongStats.of(new long[1], 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> DoubleStats.of(new double[1], 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> BoolStats.of(new long[1], 5, 5));
  }
}
