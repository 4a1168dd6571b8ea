package io.tsink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.EngineOptions;
import io.tsink.promql.PromqlException;
import io.tsink.promql.PromqlOptions;
import io.tsink.testkit.host.ManualClock;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TsinkBuilderTest {
  @TempDir private Path directory;

  /// Setters of the engine whose option shows in the map of options.
  static Stream<Method> engineSetters() {
    return Arrays.stream(EngineOptions.Builder.class.getMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> method.getReturnType() == EngineOptions.Builder.class)
        .filter(method -> method.getParameterTypes()[0] != Clock.class);
  }

  @ParameterizedTest
  @MethodSource("engineSetters")
  void every_option_of_the_engine_can_be_set(Method setter) throws ReflectiveOperationException {
    Class<?> type = setter.getParameterTypes()[0];
    TsinkBuilder builder = Tsink.builder();
    Map<String, String> defaults;
    try (Tsink tsink = Tsink.inMemory()) {
      defaults = tsink.storage().options().asMap();
    }

    Object unused =
        TsinkBuilder.class.getMethod(setter.getName(), type).invoke(builder, other(type, setter));

    assertThat(unused).isSameAs(builder);
    try (Tsink tsink = builder.open()) {
      Map<String, String> changed = new HashMap<>(tsink.storage().options().asMap());
      changed.entrySet().removeAll(defaults.entrySet());
      assertThat(changed.keySet()).containsExactly(dashed(setter.getName()));
    }
  }

  private Object other(Class<?> type, Method setter) throws ReflectiveOperationException {
    if (type == Path.class) {
      return directory;
    }
    if (type == TimestampPrecision.class) {
      return TimestampPrecision.SECONDS;
    }
    if (type == Duration.class) {
      return Duration.ofMinutes(7);
    }
    if (type == boolean.class) {
      EngineOptions defaults = EngineOptions.builder().build();
      return !(boolean) EngineOptions.class.getMethod(setter.getName()).invoke(defaults);
    }
    return type == int.class ? (Object) 7 : (Object) 17_000_000L;
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  @Test
  void the_clock_can_be_set() {
    Instant moment = Instant.parse("2001-01-01T00:00:00Z");
    try (Tsink tsink = Tsink.builder().clock(new ManualClock(moment)).open()) {
      tsink.write(writer -> writer.append(tsink.series("m"), moment, 1));

      assertThat(tsink.listMetrics()).containsExactly("m");
    }
  }

  @Test
  void the_options_of_queries_can_be_set() {
    PromqlOptions options = PromqlOptions.DEFAULTS.withMaxSteps(5);
    try (Tsink tsink = Tsink.builder().promql(options).open()) {
      assertThatThrownBy(() -> tsink.promql("1").range(0, 100, 1))
          .isInstanceOf(PromqlException.class);
    }
  }

  @Test
  void the_futures_can_be_set_up() {
    try (Tsink tsink = Tsink.builder().asyncReadThreads(3).asyncQueueLength(1).open()) {
      assertThat(tsink.async().readThreads()).isEqualTo(3);
    }
    assertThatThrownBy(() -> Tsink.builder().asyncQueueLength(0))
        .hasMessage("asyncQueueLength 0, expected 1 or more");
  }

  @Test
  void an_open_that_is_given_up_leaves_nothing() {
    List<Thread> before = Threads.alive();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Tsink.open(directory))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CANCELED));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Threads.left(before)).isEmpty();
    Tsink.open(directory).close();
  }

  @Test
  void without_codecs_the_plain_ones_of_the_engine_do() {
    try (Tsink tsink =
        Tsink.builder()
            .dataPath(directory)
            .codecLoader(ClassLoader.getPlatformClassLoader())
            .open()) {
      tsink.write(writer -> writer.append(tsink.series("m"), Instant.now(), 1));
      tsink.flush();
    }

    try (Tsink tsink = Tsink.open(directory)) {
      assertThat(tsink.listMetrics()).containsExactly("m");
    }
  }
}
