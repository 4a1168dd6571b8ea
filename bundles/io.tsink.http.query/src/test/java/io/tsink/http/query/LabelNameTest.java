package io.tsink.http.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelNameTest {
  @ParameterizedTest
  @CsvSource({
    "job, job",
    "U__host_2e_name, host.name",
    "U__a__b, a_b",
    "U___1f600_, 😀",
    "U__bad_zz_, U__bad_zz_",
    "U__open_2e, U__open_2e"
  })
  void an_escaped_name_is_undone(String text, String name) {
    assertThat(LabelName.unescape(text)).isEqualTo(name);
  }
}
