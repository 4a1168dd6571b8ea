package io.tsink.spi.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class DecimalsTest {

  @Property
  void digits_give_the_double_that_their_text_gives(
      @ForAll @LongRange(min = -9_007_199_254_740_992L, max = 9_007_199_254_740_992L) long digits,
      @ForAll @IntRange(max = Decimals.MAX_EXPONENT) int exponent) {
    assertThat(Decimals.toDouble(digits, exponent))
        .isEqualTo(BigDecimal.valueOf(digits, exponent).doubleValue() + 0.0);
  }

  @Property
  void digits_of_any_double_give_its_bits_back_or_are_none(
      @ForAll long bits, @ForAll @IntRange(max = Decimals.MAX_EXPONENT) int exponent) {
    double value = Double.longBitsToDouble(bits);
    long digits = Decimals.digits(value, exponent);
    if (digits != Decimals.NONE) {
      assertThat(Double.doubleToRawLongBits(Decimals.toDouble(digits, exponent))).isEqualTo(bits);
    }
  }

  @Property
  void fractions_of_fifteen_digits_are_found(
      @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long digits,
      @ForAll @IntRange(max = Decimals.MAX_EXPONENT) int exponent) {
    assertThat(Decimals.digits(Decimals.toDouble(digits, exponent), exponent)).isEqualTo(digits);
  }

  @Test
  void what_no_fraction_can_be_has_no_digits() {
    for (double value :
        new double[] {-0.0, Double.NaN, Double.POSITIVE_INFINITY, 0x1p54, Double.MIN_VALUE}) {
      assertThat(Decimals.digits(value, 2)).as("%s", value).isEqualTo(Decimals.NONE);
    }
  }

  @Test
  void the_exponent_is_the_smallest_that_serves_the_sample() {
    assertThat(Decimals.exponent(new double[] {1, 2.5, 3}, 0, 3)).isEqualTo(1);
    assertThat(Decimals.exponent(new double[] {9.99, 1, 2, 3}, 1, 4)).isZero();
    assertThat(Decimals.exponent(new double[] {Math.sqrt(2), Math.sqrt(3)}, 0, 2)).isEqualTo(-1);
  }
}
