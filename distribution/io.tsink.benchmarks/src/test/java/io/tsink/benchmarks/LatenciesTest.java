package io.tsink.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
  @Test
  void a_share_of_the_calls_did_not_take_longer() {
    var first = new Latencies();
    var second = new Latencies();
    for (int i = 1; i <= 2_000; i++) {
      (i % 2 == 0 ? first : second).add(i * 1_000_000L);
    }
    Latencies all = Latencies.all(List.of(first, second));

    assertThat(all.millis(0.5)).isEqualTo(1_000);
    assertThat(all.millis(0.99)).isEqualTo(1_980);
    assertThat(all.millis(1)).isEqualTo(2_000);
    assertThat(new Latencies().millis(0.5)).isNaN();
  }
}
