package io.tsink.protocol.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.spi.ingest.Protocol;
import io.tsink.testkit.ingest.ProtocolCase;
import io.tsink.testkit.ingest.ProtocolContract;
import java.util.List;

class ExpositionContractTest extends ProtocolContract {
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  @Override
  protected Protocol protocol() {
    return new ExpositionProtocol();
  }

  @Override
  protected List<ProtocolCase> cases() {
    return List.of(
        ProtocolCase.of("nothing", "").gives(),
        ProtocolCase.of("blank lines", "\n \n\t\r\n").gives(),
        ProtocolCase.of(
                "samples with and without time",
                "# HELP a two\\nlines\n# TYPE a counter\na{b=\"c\"} 1 1500\na 2\n")
            .gives("a{b=\"c\"} 1.0 @1500", "a 2.0 @1000000"),
        ProtocolCase.of("no last line end", "a 1 1\nb 2 2").gives("a 1.0 @1", "b 2.0 @2"),
        ProtocolCase.of("windows line ends", "a 1 1\r\nb 2 2\r\n").gives("a 1.0 @1", "b 2.0 @2"),
        ProtocolCase.of("blanks everywhere", " \ta {\tb = \"c\" , } \t1\t 2 \n")
            .gives("a{b=\"c\"} 1.0 @2"),
        ProtocolCase.of("escapes", "a{b=\"x\\\\y\\\"z\\nw\\q}\"} 1 1\n")
            .gives("a{b=\"x\\\\y\\\"z\\nw\\\\q}\"} 1.0 @1"),
        ProtocolCase.of("quoted names", "{\"a.b\",\"c d\"=\"e\"} 1 1\n{f=\"g\",\"a.b\"} 2 2\n")
            .gives("{\"a.b\", \"c d\"=\"e\"} 1.0 @1", "{\"a.b\", f=\"g\"} 2.0 @2"),
        ProtocolCase.of("special values", "a NaN 1\na +Inf 2\na -inf 3\na Infinity 4\na -0 5\n")
            .gives(
                "a NaN(7ff8000000000001) @1",
                "a Infinity @2",
                "a -Infinity @3",
                "a Infinity @4",
                "a -0.0 @5"),
        ProtocolCase.of(
                "bad lines between good ones",
                """
                a 1 1
                a x 1
                a{b=1} 1 1
                a{b="c" 1 1
                a 1 1 1
                0a 1 1
                a 0x1 1
                b 2 2
                {c="d"} 1
                """)
            .gives("a 1.0 @1", "b 2.0 @2")
            .rejects(7),
        ProtocolCase.of("open metrics", "a_total 1 1.5 # {trace=\"x\"} 0.5 1.25\n# EOF\nb 1\n")
            .as(OPEN_METRICS)
            .gives("a_total 1.0 @1500")
            .rejects(1),
        ProtocolCase.of("an exemplar in the older format", "a 1 1500 # {trace=\"x\"} 0.5\n")
            .gives("a 1.0 @1500"),
        ProtocolCase.of(
                "text that is no UTF-8",
                new byte[] {'a', '{', 'b', '=', '"', -1, '"', '}', ' ', '1'})
            .gives()
            .rejects(1));
  }

  @Override
  protected byte[] load(int samples) {
    var text = new StringBuilder();
    for (int i = 0; i < samples; i++) {
      text.append("requests_total{code=\"200\",instance=\"")
          .append(i % 100)
          .append("\"} ")
          .append(i * 0.1)
          .append(' ')
          .append(1_700_000_000_000L + i)
          .append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }
}
