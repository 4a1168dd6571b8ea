package io.tsink.spi.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER   abc"})
  void what_follows_the_scheme_is_the_credential(String header) {
    assertThat(credentials(header, "Bearer")).isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bear", "Bearerabc", "Basic abc", "Bearer\tabc"})
  void another_scheme_has_no_credential(String header) {
    assertThat(AuthorizationHeader.credentials(bytes(header), "Bearer")).isNull();
  }

  @Test
  void a_scheme_alone_has_an_empty_credential() {
    assertThat(credentials("Bearer", "Bearer")).isEmpty();
    assertThat(credentials("Bearer ", "Bearer")).isEmpty();
  }

  private static String credentials(String header, String scheme) {
    ByteBuffer found = AuthorizationHeader.credentials(bytes(header), scheme);
    assertThat(found).isNotNull();
    return UTF_8.decode(found).toString();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer();
  }
}
