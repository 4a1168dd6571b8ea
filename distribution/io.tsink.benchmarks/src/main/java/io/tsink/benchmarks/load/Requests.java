package io.tsink.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Makes the requests of one connection: gauges of hosts, each a walk in whole numbers from 0 to
/// 100 with a sample every ten seconds. The same arguments give the same requests.
final class Requests {
  static final long STEP_MILLIS = 10_000;
  private static final int METRICS = 10;

  private final byte[][] labels;
  private final int[] values;
  private final RandomGenerator random;

  /// @param firstSeries the number of the first series; no two connections have one in common
  Requests(int firstSeries, int series) {
    labels = new byte[series][];
    values = new int[series];
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(firstSeries);
    for (int i = 0; i < series; i++) {
      int number = firstSeries + i;
      labels[i] =
          RequestEncoder.labels(
              "__name__", "load_metric_" + number % METRICS,
              "datacenter", "eu-central-1" + (char) ('a' + number / METRICS % 3),
              "hostname", "host_" + number / METRICS,
              "os", "Ubuntu16.04LTS",
              "team", "NYC");
      values[i] = random.nextInt(101);
    }
  }

  /// One sample of each series for each step.
  ///
  /// @param batch most samples of a request
  List<byte[]> encode(long startMillis, int steps, int batch) {
    var requests = new ArrayList<byte[]>();
    var encoder = new RequestEncoder();
    for (int step = 0; step < steps; step++) {
      long time = startMillis + step * STEP_MILLIS;
      int inRequest = 0;
      for (int i = 0; i < labels.length; i++) {
        values[i] = Math.clamp(values[i] + random.nextInt(-1, 2), 0, 100);
        encoder.add(labels[i], time, values[i]);
        if (++inRequest == batch || i == labels.length - 1) {
          requests.add(encoder.finish());
          inRequest = 0;
        }
      }
    }
    return requests;
  }
}
