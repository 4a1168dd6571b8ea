package io.tsink.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.spi.auth.AuthenticatorFactory;
import io.tsink.spi.option.OptionException;
import io.tsink.spi.option.Options;
import io.tsink.testkit.auth.FakeAuthHost;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TokenAuthenticatorFactoryTest {
  private final TokenAuthenticatorFactory factory = new TokenAuthenticatorFactory();

  @Test
  void it_is_found_on_a_class_path() {
    assertThat(ServiceLoader.load(AuthenticatorFactory.class))
        .extracting(AuthenticatorFactory::type)
        .contains("token");
  }

  @Test
  void options_have_defaults() {
    Options options = factory.options().read(Map.of());

    assertThat(options.get(TokenAuthenticatorFactory.OVERLAP)).isEqualTo(Duration.ofMinutes(5));
    assertThat(options.get(TokenAuthenticatorFactory.REFRESH)).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.get(TokenAuthenticatorFactory.TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.get(TokenAuthenticatorFactory.ACCEPT)).containsExactly("bearer", "token");
  }

  @Test
  void nonsense_is_refused_all_at_once() {
    assertRefused(Map.of(), "file, command: expected one of the two");
    assertRefused(Map.of("file", "a", "command", "b"), "file, command: expected one of the two");
    assertRefused(
        Map.of("accept", "bearer,cookie"),
        "file, command: expected one of the two; accept: found \"cookie\", expected bearer, token,"
            + " basic or parameter");
  }

  private void assertRefused(Map<String, String> given, String message) {
    assertThatThrownBy(() -> factory.open(new FakeAuthHost(), factory.options().read(given)))
        .isInstanceOf(OptionException.class)
        .hasMessage(message);
  }
}
