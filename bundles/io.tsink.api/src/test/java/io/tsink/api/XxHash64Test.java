package io.tsink.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published values of xxh64 with seed 0, and those of an independent implementation.
final class XxHash64Test {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                        | ef46db3751d8e999
          a                                         | d24ec4f1a98c6e5b
          abc                                       | 44bc2cf5ad770999
          Nobody inspects the spammish repetition   | fbcea83c8a378bf1
          """)
  void text_has_the_published_hash(String text, String hex) {
    byte[] bytes = text.getBytes(US_ASCII);

    assertThat(Long.toHexString(XxHash64.hash(bytes, 0, bytes.length))).isEqualTo(hex);
  }

  @Test
  void every_part_of_the_function_is_reached() {
    byte[] rising = new byte[100];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = (byte) i;
    }

    // 100 bytes: three stripes and a tail of four; 14 bytes: eight, four and two single ones.
    assertThat(XxHash64.hash(rising, 0, 100)).isEqualTo(0x6ac1e58032166597L);
    assertThat(XxHash64.hash(rising, 0, 14)).isEqualTo(0x5cda8b69bbfc1d45L);
  }

  @Test
  void a_slice_has_the_hash_of_its_bytes() {
    byte[] around = "--abc--".getBytes(US_ASCII);

    assertThat(XxHash64.hash(around, 2, 3)).isEqualTo(0x44bc2cf5ad770999L);
  }
}
