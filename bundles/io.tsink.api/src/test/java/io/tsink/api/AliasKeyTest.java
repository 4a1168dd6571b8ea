package io.tsink.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AliasKeyTest {
  private record Halves(long high, long low) {
    static Halves of(AliasKey key) {
      return new Halves(key.high(), key.low());
    }
  }

  private static Halves key(String... slices) {
    var key = new AliasKey().start(1, 2);
    for (String slice : slices) {
      byte[] bytes = slice.getBytes(US_ASCII);
      key.add(bytes, 0, bytes.length);
    }
    return Halves.of(key);
  }

  @Test
  void the_same_bytes_have_the_same_key() {
    assertThat(key("cpu,host=a", "usage")).isEqualTo(key("cpu,host=a", "usage"));
  }

  @Test
  void a_key_may_be_used_again() {
    var key = new AliasKey();
    key.start(9, 9).add(5, 6);

    assertThat(Halves.of(key.start(1, 2).add("x".getBytes(US_ASCII), 0, 1))).isEqualTo(key("x"));
  }

  @Test
  void the_place_of_the_bytes_in_their_array_does_not_count() {
    byte[] text = "cpu,host=abcdefghijklmnopqrstuvwxyz".getBytes(US_ASCII);
    for (int offset = 0; offset < 20; offset++) {
      byte[] around = new byte[text.length + 40];
      new SplittableRandom(offset).nextBytes(around);
      System.arraycopy(text, 0, around, offset, text.length);

      Halves key = Halves.of(new AliasKey().start(1, 2).add(around, offset, text.length));

      assertThat(key).isEqualTo(key("cpu,host=abcdefghijklmnopqrstuvwxyz"));
    }
  }

  @Test
  void the_cut_into_slices_counts() {
    assertThat(Set.of(key("ab", "c"), key("a", "bc"), key("abc"), key("abc", ""), key("", "abc")))
        .hasSize(5);
  }

  @Test
  void form_and_scope_count() {
    byte[] bytes = {'x'};
    var keys = new HashSet<Halves>();
    for (int form = 0; form < 3; form++) {
      for (int scope = 0; scope < 3; scope++) {
        keys.add(Halves.of(new AliasKey().start(form, scope).add(bytes, 0, 1)));
      }
    }
    assertThat(keys).hasSize(9);
  }

  @Test
  void every_length_and_every_byte_counts() {
    var keys = new HashSet<Halves>();
    byte[] zeros = new byte[2_100];
    int made = 0;
    for (int length = 0; length <= zeros.length; length++) {
      keys.add(Halves.of(new AliasKey().start(1, 2).add(zeros, 0, length)));
      made++;
    }
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] = 1;
      keys.add(Halves.of(new AliasKey().start(1, 2).add(zeros, 0, zeros.length)));
      zeros[i] = 0;
      made++;
    }
    assertThat(keys).hasSize(made);
  }

  @Test
  void a_symbol_can_be_hashed_once_and_added_as_a_key() {
    var symbol = new AliasKey().start(7, 0).add("job".getBytes(US_ASCII), 0, 3);

    Halves asKey = Halves.of(new AliasKey().start(1, 2).add(symbol));
    Halves asHalves = Halves.of(new AliasKey().start(1, 2).add(symbol.high(), symbol.low()));

    assertThat(asKey).isEqualTo(asHalves).isNotEqualTo(key("job"));
  }

  @Test
  void both_halves_are_spread() {
    var highs = new HashSet<Long>();
    var lows = new HashSet<Long>();
    for (int i = 0; i < 10_000; i++) {
      Halves key = key("series", Integer.toString(i));
      highs.add(key.high());
      lows.add(key.low());
    }
    assertThat(highs).hasSize(10_000);
    assertThat(lows).hasSize(10_000);
  }
}
