package io.tsink.testkit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.ingest.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineProtocolExampleTest extends ProtocolContract {
  @Override
  protected Protocol protocol() {
    return new LineProtocolExample();
  }

  @Override
  protected boolean registered() {
    return false;
  }

  @Override
  protected List<ProtocolCase> cases() {
    return List.of(
        ProtocolCase.of("nothing", "").gives(),
        ProtocolCase.of("two lines", "a 1\nb 22\r\n").gives("a 1.0 @1000000", "b 22.0 @1000000"),
        ProtocolCase.of("no last line end", "a 1\nb 2").gives("a 1.0 @1000000", "b 2.0 @1000000"),
        ProtocolCase.of("a bad line between", "a 1\nb x\n\nc 3\n")
            .gives("a 1.0 @1000000", "c 3.0 @1000000")
            .rejects(2),
        ProtocolCase.of("an end in the middle", "a 1\nquit\nb 2\n").gives("a 1.0 @1000000"));
  }

  @Override
  protected byte[] load(int samples) {
    var text = new StringBuilder();
    for (int i = 0; i < samples; i++) {
      text.append("series_").append(i % 100).append(' ').append(i).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  @Test
  void a_ping_is_answered() {
    try (ProtocolHarness harness = ProtocolHarness.open(protocol())) {
      byte[] reply = harness.connect("ping\na 1\nping\n".getBytes(UTF_8), new RecordingSink(), 3);

      assertThat(reply).asString(UTF_8).isEqualTo("pong\npong\n");
    }
  }
}
