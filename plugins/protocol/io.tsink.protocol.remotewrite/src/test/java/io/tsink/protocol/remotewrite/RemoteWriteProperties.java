package io.tsink.protocol.remotewrite;

import static io.tsink.protocol.remotewrite.Prompb.label;
import static io.tsink.protocol.remotewrite.Prompb.sample;
import static io.tsink.protocol.remotewrite.Prompb.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.testkit.ingest.ProtocolHarness;
import io.tsink.testkit.ingest.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RemoteWriteProperties {
  @Property(tries = 300)
  void what_protobuf_wrote_is_read(@ForAll long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Prompb.Message request = start("WriteRequest");
    List<String> expected = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      request.with("timeseries", series(random, expected));
    }
    var sink = new RecordingSink();

    try (ProtocolHarness harness = ProtocolHarness.open(new RemoteWriteProtocol())) {
      harness.feed(request.bytes(), "", sink);
      harness.feed(request.bytes(), "", sink);
    }

    var twice = new ArrayList<>(expected);
    twice.addAll(expected);
    assertThat(sink.rows()).isEqualTo(twice);
    assertThat(sink.rejections()).isEmpty();
  }

  private static Prompb.Message series(RandomGenerator random, List<String> expected) {
    var labels = new TreeMap<String, String>();
    labels.put("__name__", text(random));
    for (int i = random.nextInt(6); i > 0; i--) {
      labels.put(text(random), text(random));
    }
    Prompb.Message series = start("TimeSeries");
    labels.forEach((name, value) -> series.with("labels", label(name, value)));
    String shown = Labels.of(labels).toString();
    for (int i = random.nextInt(5); i > 0; i--) {
      double value = Double.longBitsToDouble(random.nextLong());
      long time = random.nextLong() >> random.nextInt(64);
      series.with("samples", sample(value, time));
      expected.add("%s %s @%d".formatted(shown, number(value), time));
    }
    return series;
  }

  private static String text(RandomGenerator random) {
    var text = new StringBuilder("l");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          random.nextInt(4) == 0 ? random.nextInt(0xa0, 0x800) : random.nextInt('a', 'z'));
    }
    return text.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value)
        ? "NaN(" + Long.toHexString(Double.doubleToRawLongBits(value)) + ")"
        : Double.toString(value);
  }
}
