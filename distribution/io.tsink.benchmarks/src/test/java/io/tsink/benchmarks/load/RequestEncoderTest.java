package io.tsink.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

final class RequestEncoderTest {
  @Test
  void a_request_has_the_bytes_that_protobuf_asks_for() throws IOException {
    var encoder = new RequestEncoder();
    encoder.add(RequestEncoder.labels("__name__", "up"), 300, 1.0);

    byte[] request = Snappy.uncompress(encoder.finish());

    assertThat(HexFormat.of().formatHex(request))
        .isEqualTo(
            "0a1e" // a series of 30 bytes
                + "0a0e" // a label of 14 bytes
                + "0a085f5f6e616d655f5f" // its name
                + "12027570" // its value
                + "120c" // a sample of 12 bytes
                + "09000000000000f03f" // 1.0
                + "10ac02"); // 300
  }
}
