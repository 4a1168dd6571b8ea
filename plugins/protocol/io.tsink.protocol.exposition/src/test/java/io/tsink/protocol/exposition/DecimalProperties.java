package io.tsink.protocol.exposition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DecimalProperties {
  private final Decimal decimal = new Decimal();

  private boolean read(String text) {
    byte[] bytes = ("x" + text + "y").getBytes(US_ASCII);
    return decimal.read(bytes, 1, bytes.length - 1);
  }

  private void assertNearest(String text) {
    double expected = Double.parseDouble(text);
    assertThat(read(text)).as(text).isEqualTo(Double.isFinite(expected));
    if (Double.isFinite(expected)) {
      assertThat(Double.doubleToRawLongBits(decimal.value()))
          .as(text)
          .isEqualTo(Double.doubleToRawLongBits(expected));
    }
  }

  @Property(tries = 20_000)
  void every_double_comes_back_from_its_text(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      assertNearest(Double.toString(value));
    }
  }

  @Property(tries = 20_000)
  void digits_and_a_power_give_the_nearest_double(
      @ForAll long digits, @ForAll @IntRange(min = -400, max = 400) int power) {
    assertNearest(digits + "e" + power);
  }

  @Property(tries = 5_000)
  void the_middle_between_two_doubles_is_rounded_to_the_even_one(@ForAll long bits) {
    double value = Math.abs(Double.longBitsToDouble(bits));
    if (value < 1e300 && value > 1e-300) {
      BigDecimal middle =
          new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.TWO);
      assertNearest(middle.toString());
      assertNearest(middle.round(new java.math.MathContext(19, RoundingMode.DOWN)).toString());
    }
  }

  @Property(tries = 5_000)
  void fractions_are_read(
      @ForAll @LongRange(min = 0) long whole, @ForAll @LongRange(min = 0) long fraction) {
    assertNearest(whole + "." + fraction);
    assertNearest("-" + whole % 1000 + "." + fraction % 1_000_000);
    assertNearest("0.000" + fraction + "E+3");
  }

  @Property(tries = 5_000)
  void a_thousand_times_is_exact_and_rounded_down(
      @ForAll @LongRange(min = -9_000_000_000_000L, max = 9_000_000_000_000L) long micros) {
    BigDecimal seconds = BigDecimal.valueOf(micros, 6);

    assertThat(read(seconds.toPlainString())).isTrue();
    assertThat(decimal.thousands()).isEqualTo(Math.floorDiv(micros, 1000));
  }

  @Example
  void limits_of_doubles_are_read() {
    for (String text :
        new String[] {
          "4.9e-324",
          "2.4703282292062327208e-324",
          "2.4703282292062328e-324",
          "2.2250738585072014e-308",
          "2.2250738585072011e-308",
          "1.7976931348623157e308",
          "1.7976931348623158e308",
          "9007199254740993",
          "9007199254740992.9999999999999999999999",
          "0e999999999999",
          "1e-999999999999",
          "00000000000000000000000000000.1",
          "18446744073709551615",
          "9999999999999999999",
          ".5",
          "5.",
          "+1"
        }) {
      assertNearest(text);
    }
  }

  @Example
  void what_is_no_number_is_refused() {
    for (String text :
        new String[] {
          "", "+", "-", ".", "e5", "1e", "1e+", "1_0", "0x1", "0x1p-3", "1f", "1d", "1.2.3", "--1",
          "in", "infinit", "nanx", "+nan", "-NaN", "1e309", "true", " 1", "1 ", "1e5.0"
        }) {
      assertThat(read(text)).as(text).isFalse();
    }
  }
}
