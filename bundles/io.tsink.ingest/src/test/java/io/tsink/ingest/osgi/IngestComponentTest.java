package io.tsink.ingest.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestComponentTest {
  @Test
  void properties_of_protocols_are_sorted_by_protocol() {
    assertThat(
            IngestComponent.optionsOfProtocols(
                Map.of(
                    "swap.deadline.ms", 5,
                    "protocol.remote-write.max-request-size", "1MiB",
                    "protocol.text-import.max-line-size", "1KiB",
                    "protocol.text-import.max-request-size", "2MiB")))
        .isEqualTo(
            Map.of(
                "remote-write", Map.of("max-request-size", "1MiB"),
                "text-import", Map.of("max-line-size", "1KiB", "max-request-size", "2MiB")));
  }
}
