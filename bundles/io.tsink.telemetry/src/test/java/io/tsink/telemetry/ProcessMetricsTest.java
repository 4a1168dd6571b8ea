package io.tsink.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessMetricsTest {
  @TempDir Path proc;

  @Test
  void the_process_and_its_virtual_machine_are_described() throws Exception {
    Files.writeString(proc.resolve("status"), "Name:\tjava\nVmSize:\t  100 kB\nVmRSS:\t   10 kB\n");
    Files.writeString(
        proc.resolve("limits"), "Limit\nMax open files            1024    4096 files\n");
    Files.createDirectories(proc.resolve("fd"));
    Files.createFile(proc.resolve("fd/0"));
    Files.createFile(proc.resolve("fd/1"));

    assertThat(exposition())
        .contains("process_resident_memory_bytes 10240\n")
        .contains("process_virtual_memory_bytes 102400\n")
        .contains("process_open_fds 2\n")
        .contains("process_max_fds 1024\n")
        .contains("process_cpu_seconds_total ")
        .contains("process_start_time_seconds ")
        .contains("jvm_memory_used_bytes{area=\"heap\"} ")
        .contains("jvm_gc_collection_seconds_total{gc=")
        .contains("jvm_threads_current ");
  }

  @Test
  void what_the_system_does_not_tell_is_left_out() {
    assertThat(exposition())
        .contains("jvm_classes_loaded ")
        .doesNotContain("process_resident_memory_bytes", "process_open_fds", "process_max_fds");
  }

  private String exposition() {
    MetricRegistry registry = new MetricRegistry();
    registry.scope("tsink").collector(new ProcessMetrics(proc));
    return registry.exposition();
  }
}
