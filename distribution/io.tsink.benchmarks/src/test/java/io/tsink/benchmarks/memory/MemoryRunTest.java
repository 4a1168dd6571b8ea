package io.tsink.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.benchmarks.Options;
import io.tsink.benchmarks.Report;
import java.io.IOException;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class MemoryRunTest {
  @Test
  void it_reports_what_a_series_costs() throws IOException {
    Report report = MemoryRun.run(new Options("--series", "2000", "--samples", "3"));

    assertThat(report.get("series")).isEqualTo(2_000);
    assertThat(report.get("CPU µs/new series")).isPositive();
    assertThat(report.get("live heap bytes/series")).isNotNull();
    assertThat(report.get("bytes on disk/series")).isPositive();
  }

  @Test
  void it_reports_what_is_left_of_many_series_in_a_lifetime() throws IOException {
    Report report =
        MemoryRun.run(new Options("--lifetime", "4000", "--active", "1000", "--samples", "2"));

    assertThat(report.get("series in a lifetime")).isEqualTo(4_000);
    assertThat(report.get("series written at a time")).isEqualTo(1_000);
    assertThat(report.get("bytes on disk/series")).isPositive();
  }

  @Test
  void a_series_has_ten_labels_and_no_other_has_the_same() {
    var source = new NodeSeries();
    var seen = new HashSet<Labels>();
    for (int index = 0; index < NodeSeries.PER_TARGET; index++) {
      assertThat(source.labels(3, index).count()).isEqualTo(10);
      seen.add(source.labels(3, index));
      seen.add(source.labels(4, index));
    }
    assertThat(seen).hasSize(2 * NodeSeries.PER_TARGET);
  }
}
