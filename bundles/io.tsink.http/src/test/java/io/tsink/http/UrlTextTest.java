package io.tsink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTextTest {
  @Test
  void fields_are_decoded_in_order() {
    assertThat(UrlText.fields("a=1&b=%C3%A9+x&a=2&c&&=d"))
        .isEqualTo(
            Map.of(
                "a", List.of("1", "2"), "b", List.of("é x"), "c", List.of(""), "", List.of("d")));
  }

  @Test
  void a_plus_in_a_path_is_a_plus() {
    assertThat(UrlText.decodePath("a+b%20c")).isEqualTo("a+b c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%ff"})
  void a_broken_escape_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> UrlText.fields(text));
  }
}
