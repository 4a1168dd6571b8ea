package io.tsink.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prometheus' own checker reads what we write.
final class PromtoolTest {
  @TempDir Path folder;

  @Test
  void promtool_has_nothing_to_say_about_an_exposition() throws Exception {
    Optional<Path> promtool = program("promtool");
    assumeTrue(promtool.isPresent(), "missing: promtool; install: apt-get install prometheus");
    MetricRegistry registry = new MetricRegistry();
    MetricScope scope = registry.scope("tsink");
    scope.collector(new ProcessMetrics());
    scope.counter("requests_total", "Requests \\ with\nbreak.", "path", "/a\"b\\c\n").add(3);
    scope.gauge("nan", "Not a number.", () -> Double.NaN);
    scope
        .histogram("request_duration_seconds", "Durations.", Histogram.durationBounds(), "op", "x")
        .observeNanos(1_500_000);
    Path exposition = Files.writeString(folder.resolve("metrics"), registry.exposition());

    Process process =
        new ProcessBuilder(List.of(promtool.get().toString(), "check", "metrics"))
            .redirectInput(exposition.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  private static Optional<Path> program(String name) throws IOException {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
