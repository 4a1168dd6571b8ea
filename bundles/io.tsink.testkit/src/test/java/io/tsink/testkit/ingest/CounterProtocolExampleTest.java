package io.tsink.testkit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.ingest.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterProtocolExampleTest extends ProtocolContract {
  @Override
  protected Protocol protocol() {
    return new CounterProtocolExample();
  }

  @Override
  protected boolean registered() {
    return false;
  }

  @Override
  protected List<ProtocolCase> cases() {
    return List.of(
        ProtocolCase.of("a count", "a:5").gives("a 5.0 @1000000"),
        ProtocolCase.of("no number", "a:x").gives().rejects(1),
        ProtocolCase.of("no name", ":1").gives().rejects(1));
  }

  @Override
  protected byte[] load(int samples) {
    return new byte[0];
  }

  @Test
  void totals_grow_over_a_swap() {
    var sink = new RecordingSink();
    ProtocolHarness first = ProtocolHarness.open(protocol());
    first.packets(sink, "a:2".getBytes(UTF_8), "b:1".getBytes(UTF_8), "a:3".getBytes(UTF_8));

    try (ProtocolHarness second = first.swap(protocol(), Map.of(), sink)) {
      second.packets(sink, "a:10".getBytes(UTF_8));
      second.tick(sink);
    }

    assertThat(sink.rows())
        .containsExactly("a 5.0 @1000000", "b 1.0 @1000000", "a 15.0 @1000000", "b 1.0 @1000000");
  }
}
