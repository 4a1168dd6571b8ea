package io.tsink.spi.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DatagramBatchTest {
  @Test
  void packets_keep_their_bytes_peer_and_time() {
    var batch = new DatagramBatch();
    var peer = new InetSocketAddress(7);
    for (int i = 0; i < 1000; i++) {
      byte[] packet = new byte[i % 300];
      Arrays.fill(packet, (byte) i);
      batch.add(packet, 0, packet.length, i % 2 == 0 ? peer : null, i);
    }

    assertThat(batch.count()).isEqualTo(1000);
    for (int i = 0; i < 1000; i++) {
      int from = batch.offset(i);
      byte[] packet = Arrays.copyOfRange(batch.bytes(), from, from + batch.length(i));
      byte[] expected = new byte[i % 300];
      Arrays.fill(expected, (byte) i);
      assertThat(packet).isEqualTo(expected);
      assertThat(batch.peer(i)).isEqualTo(i % 2 == 0 ? peer : null);
      assertThat(batch.receivedAt(i)).isEqualTo(i);
    }
  }

  @Test
  void a_cleared_batch_is_empty() {
    var batch = new DatagramBatch();
    batch.add(new byte[] {1, 2}, 0, 2, new InetSocketAddress(7), 5);
    batch.clear();
    batch.add(new byte[] {9, 3, 9}, 1, 1, null, 6);

    assertThat(batch.count()).isEqualTo(1);
    assertThat(batch.length(0)).isEqualTo(1);
    assertThat(batch.bytes()[batch.offset(0)]).isEqualTo((byte) 3);
    assertThat(batch.peer(0)).isNull();
    assertThat(batch.receivedAt(0)).isEqualTo(6);
  }
}
