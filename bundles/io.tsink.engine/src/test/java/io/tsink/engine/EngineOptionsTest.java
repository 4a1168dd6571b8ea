package io.tsink.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tsink.api.TimestampPrecision;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The options of an engine.
final class EngineOptionsTest {
  @Test
  void the_defaults_are_those_of_the_specification() {
    EngineOptions options = EngineOptions.builder().build();

    assertThat(options.dataPath()).isNull();
    assertThat(options.precision()).isEqualTo(TimestampPrecision.NANOSECONDS);
    assertThat(options.retention()).isEqualTo(Duration.ofDays(14));
    assertThat(options.futureSkew()).isEqualTo(Duration.ofMinutes(15));
    assertThat(options.partitionWindow()).isEqualTo(Duration.ofHours(1));
    assertThat(options.maxActivePartitionHeads()).isEqualTo(8);
    assertThat(options.maxWriters()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(options.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.memoryBudgetBytes()).isEqualTo(Long.MAX_VALUE);
    assertThat(options.cardinalityLimit()).isEqualTo(Long.MAX_VALUE);
    assertThat(options.chunkPoints()).isEqualTo(2048);
    assertThat(options.compactionInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.flushInterval()).isEqualTo(Duration.ofMillis(250));
    assertThat(options.backgroundFailFast()).isTrue();
  }

  @Test
  void every_option_is_shown_by_its_name() {
    assertThat(EngineOptions.builder().retention(null).build().asMap())
        .containsEntry("data-path", "memory")
        .containsEntry("precision", "ns")
        .containsEntry("retention", "off")
        .containsEntry("chunk-points", "2048")
        .containsEntry("memory-budget-bytes", "off")
        .hasSize(28);
  }

  @Test
  void nonsense_is_refused_and_named() {
    var options = EngineOptions.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.chunkPoints(65_536))
        .withMessageContainingAll("chunkPoints", "65536", "65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.flushInterval(Duration.ZERO))
        .withMessageContaining("flushInterval");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.retention(Duration.ofDays(-1)))
        .withMessageContaining("retention");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.maxWriters(0))
        .withMessageContaining("maxWriters");
  }
}
