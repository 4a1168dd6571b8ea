package io.tsink.spi.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HttpRouteTest {
  @Test
  void a_route_is_changed_by_copies() {
    HttpRoute plain = HttpRoute.of("/a", "POST", "PUT");
    HttpRoute changed =
        plain
            .accepts("a/b")
            .codings("snappy", "zstd")
            .body(HttpRoute.BodyMode.STREAM)
            .maxBodyBytes(7, "x.max")
            .framing(HttpRoute.Framing.GRPC)
            .surface(HttpRoute.Surface.METADATA)
            .mergingForm();

    assertThat(plain.mediaTypes()).isEmpty();
    assertThat(plain.defaultCoding()).isEqualTo("identity");
    assertThat(plain.maxBodyBytes()).isEqualTo(32L << 20);
    assertThat(plain.bodyMode()).isEqualTo(HttpRoute.BodyMode.WHOLE);
    assertThat(plain.framing()).isEqualTo(HttpRoute.Framing.NONE);
    assertThat(plain.surface()).isEqualTo(HttpRoute.Surface.INGEST);
    assertThat(plain.mergesForm()).isFalse();
    assertThat(changed.path()).isEqualTo("/a");
    assertThat(changed.methods()).containsExactlyInAnyOrder("POST", "PUT");
    assertThat(changed.mediaTypes()).containsExactly(MediaType.parse("a/b"));
    assertThat(changed.codings()).containsExactly("snappy", "zstd");
    assertThat(changed.defaultCoding()).isEqualTo("snappy");
    assertThat(changed.bodyMode()).isEqualTo(HttpRoute.BodyMode.STREAM);
    assertThat(changed.maxBodyBytes()).isEqualTo(7);
    assertThat(changed.maxBodyOption()).isEqualTo("x.max");
    assertThat(changed.framing()).isEqualTo(HttpRoute.Framing.GRPC);
    assertThat(changed.surface()).isEqualTo(HttpRoute.Surface.METADATA);
    assertThat(changed.mergesForm()).isTrue();
  }

  @Test
  void a_path_begins_with_a_slash_and_has_a_method() {
    assertThatThrownBy(() -> HttpRoute.of("a", "POST"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpRoute.of("/a")).isInstanceOf(IllegalArgumentException.class);
  }
}
