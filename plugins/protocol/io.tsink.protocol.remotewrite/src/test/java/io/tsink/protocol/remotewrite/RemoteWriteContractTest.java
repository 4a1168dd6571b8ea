package io.tsink.protocol.remotewrite;

import static io.tsink.protocol.remotewrite.Prompb.label;
import static io.tsink.protocol.remotewrite.Prompb.request;
import static io.tsink.protocol.remotewrite.Prompb.sample;
import static io.tsink.protocol.remotewrite.Prompb.series;
import static io.tsink.protocol.remotewrite.Prompb.start;

import io.tsink.spi.ingest.Protocol;
import io.tsink.testkit.ingest.ProtocolCase;
import io.tsink.testkit.ingest.ProtocolContract;
import java.util.List;

class RemoteWriteContractTest extends ProtocolContract {
  private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  @Override
  protected Protocol protocol() {
    return new RemoteWriteProtocol();
  }

  @Override
  protected List<ProtocolCase> cases() {
    return List.of(
        ProtocolCase.of("an empty request", new byte[0]).gives(),
        ProtocolCase.of(
                "special values",
                request(
                        series("__name__", "up", "job", "a")
                            .with("samples", sample(1, 1_000))
                            .with("samples", sample(STALE, 2_000))
                            .with("samples", sample(Double.NaN, 3_000))
                            .with("samples", sample(Double.POSITIVE_INFINITY, 4_000))
                            .with("samples", sample(Double.NEGATIVE_INFINITY, -5))
                            .with("samples", sample(-0.0, 0)))
                    .bytes())
            .gives(
                "up{job=\"a\"} 1.0 @1000",
                "up{job=\"a\"} NaN(7ff0000000000002) @2000",
                "up{job=\"a\"} NaN(7ff8000000000000) @3000",
                "up{job=\"a\"} Infinity @4000",
                "up{job=\"a\"} -Infinity @-5",
                "up{job=\"a\"} -0.0 @0"),
        ProtocolCase.of(
                "names with dots and blanks, values with line feeds",
                request(
                        series("__name__", "http.requests total", "a b", "x\ny")
                            .with("samples", sample(1, 1)))
                    .bytes())
            .gives("{\"http.requests total\", \"a b\"=\"x\\ny\"} 1.0 @1"),
        ProtocolCase.of(
                "three good series and one without a name",
                request(
                        series("__name__", "a").with("samples", sample(1, 1)),
                        series("job", "x").with("samples", sample(2, 2)),
                        series("__name__", "b").with("samples", sample(3, 3)),
                        series("__name__", "c").with("samples", sample(4, 4)))
                    .bytes())
            .gives("a 1.0 @1", "b 3.0 @3", "c 4.0 @4")
            .rejects(1),
        ProtocolCase.of(
                "labels out of order, given twice, without a name, empty",
                request(
                        series("job", "x", "__name__", "a").with("samples", sample(1, 1)),
                        series("__name__", "a", "l", "1", "l", "2").with("samples", sample(2, 2)),
                        series("__name__", "a", "", "1").with("samples", sample(3, 3)),
                        series("__name__", "a", "empty", "").with("samples", sample(4, 4)),
                        series().with("samples", sample(5, 5)))
                    .bytes())
            .gives("a{job=\"x\"} 1.0 @1", "a 4.0 @4")
            .rejects(3),
        ProtocolCase.of(
                "an exemplar and metadata",
                request(
                        series("__name__", "a")
                            .with("samples", sample(1, 1))
                            .with(
                                "exemplars",
                                start("Exemplar")
                                    .with("labels", label("trace_id", "x"))
                                    .with("value", 2.0)
                                    .with("timestamp", 3L)))
                    .with(
                        "metadata",
                        start("MetricMetadata")
                            .with("type", 1)
                            .with("metric_family_name", "a")
                            .with("help", "h")
                            .with("unit", "s"))
                    .bytes())
            .gives("a 1.0 @1"),
        ProtocolCase.of("a series without samples", request(series("__name__", "a")).bytes())
            .gives(),
        ProtocolCase.of("histograms", request(Histograms.integers(), Histograms.floats()).bytes())
            .gives(Histograms.INTEGER_ROW, Histograms.FLOAT_ROW),
        ProtocolCase.of("no protobuf", new byte[] {(byte) 0xff, 1, 2}).gives());
  }

  @Override
  protected byte[] load(int samples) {
    Prompb.Message request = start("WriteRequest");
    for (int i = 0; i < samples; i += 2) {
      String instance = Integer.toString(i / 2 % 50);
      request
          .with(
              "timeseries",
              series("__name__", "requests_total", "instance", instance)
                  .with("samples", sample(i * 0.1, i)))
          .with("timeseries", Histograms.integers("h", instance));
    }
    return request.bytes();
  }
}
