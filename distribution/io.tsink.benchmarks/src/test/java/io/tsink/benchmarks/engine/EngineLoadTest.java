package io.tsink.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.benchmarks.Options;
import io.tsink.benchmarks.Report;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class EngineLoadTest {
  @Test
  void it_reports_what_a_sample_costs() throws IOException {
    Report report =
        EngineLoad.run(new Options("--series", "1000", "--batches", "50", "--warm-up", "300"));

    assertThat(report.get("samples")).isEqualTo(50_000);
    assertThat(report.get("samples/s")).isPositive();
    assertThat(report.get("samples/CPU-second")).isPositive();
    assertThat(report.get("batch p99 ms")).isGreaterThanOrEqualTo(report.get("batch p50 ms"));
    assertThat(report.get("bytes on disk/sample")).isPositive();
  }

  @Test
  void a_sample_for_an_open_chunk_allocates_nothing() throws IOException {
    Report report =
        EngineLoad.run(
            new Options(
                "--series", "1000", "--step-millis", "1", "--warm-up", "1100", "--batches", "500"));

    assertThat(report.get("allocated bytes/sample"))
        .as("an object a sample would be 16; the few of a batch are divided by its samples")
        .isLessThan(4);
  }
}
