package io.tsink.spi.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain | text/plain",
        "Text/PLAIN | text/plain",
        " text / plain ; version = 0.0.4 | text/plain;version=0.0.4",
        "text/plain;; charset=UTF-8; | text/plain;charset=UTF-8",
        "a/b; x=\"1; 2\" | a/b;x=\"1; 2\"",
        "a/b; x=\"q\\\"\\\\\" | a/b;x=\"q\\\"\\\\\"",
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
            + " encoding=delimited |"
            + " application/vnd.google.protobuf;encoding=delimited;proto=io.prometheus.client.MetricFamily"
      })
  void a_type_is_read_and_shown(String text, String shown) {
    MediaType type = MediaType.parse(text);

    assertThat(type).hasToString(shown).isEqualTo(MediaType.parse(shown));
    assertThat(type.hashCode()).isEqualTo(MediaType.parse(shown).hashCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "text/",
        "/plain",
        "text/plain x",
        "text/plain;x",
        "text/plain;x=",
        "a/b;x=1;x=2",
        "a/b;x=\"1",
        "a/b/c",
        "a b/c"
      })
  void what_is_no_type_is_refused_with_its_place(String text) {
    assertThatThrownBy(() -> MediaType.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("media type \"%s\", at".formatted(text));
  }

  @Test
  void parameters_have_names_in_lower_case() {
    MediaType type = MediaType.parse("text/plain; Version=0.0.4");

    assertThat(type.parameter("version")).isEqualTo("0.0.4");
    assertThat(type.parameter("charset")).isNull();
    assertThat(type.is("text/plain")).isTrue();
    assertThat(type.type()).isEqualTo("text");
    assertThat(type.subtype()).isEqualTo("plain");
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, true",
    "a/b;v=1, true",
    "a/b;v=2, false",
    "a/b;q=0.5, true",
    "a/b;v=1;charset=x, true",
    "a/c, false"
  })
  void a_route_decides_by_the_parameters_that_its_types_name(String type, boolean taken) {
    HttpRoute route = HttpRoute.of("/x", "POST").accepts("a/b", "a/b;v=1");

    assertThat(route.accepts(MediaType.parse(type))).isEqualTo(taken);
  }
}
