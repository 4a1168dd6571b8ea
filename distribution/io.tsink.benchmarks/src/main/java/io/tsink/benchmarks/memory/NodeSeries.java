package io.tsink.benchmarks.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;

/// The series that node exporters have: 10 labels each, some 240 bytes of text, whose values are
/// shared as in life. Confined.
///
/// A target has [#PER_TARGET] series. Six labels are those of the target; the metric name and three
/// more tell its series apart. A pod, one label of six, is never seen again once it is gone.
final class NodeSeries {
  /// Series of a target.
  static final int PER_TARGET = 1_000;

  private static final String[] MODES = {
    "idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"
  };
  private static final String[] FILE_SYSTEMS = {"ext4", "xfs", "tmpfs", "overlay", "nfs4"};

  private final LabelsBuilder builder = new LabelsBuilder();
  private final byte[][] names = new byte[10][];
  private final byte[][] values = new byte[10][];

  /// The labels of series `index` of a target.
  Labels labels(int target, int index) {
    put(1, "cluster", "prod-" + target / 500);
    put(2, "env", target % 10 == 0 ? "staging" : "production");
    put(3, "instance", "10.%d.%d.%d:9100".formatted(target >> 16, target >> 8 & 255, target & 255));
    put(4, "job", "node-exporter");
    put(5, "pod", "node-exporter-" + Integer.toString(0x2000000 + target * 7919, 36));
    put(6, "region", "eu-west-" + target % 3);
    if (index < 512) {
      cpu(index);
    } else if (index < 800) {
      device(index - 512);
    } else {
      fileSystem(index - 800);
    }
    builder.clear();
    for (int i = 0; i < names.length; i++) {
      builder.add(names[i], 0, names[i].length, values[i], 0, values[i].length);
    }
    return builder.build();
  }

  private void cpu(int index) {
    put(0, "__name__", index < 256 ? "node_cpu_seconds_total" : "node_cpu_guest_seconds_total");
    put(7, "cpu", Integer.toString(index % 256 / 8));
    put(8, "mode", MODES[index % 8]);
    put(9, "arch", "x86_64");
  }

  private void device(int index) {
    put(0, "__name__", "node_network_statistic_%d_total".formatted(index / 8));
    put(7, "device", "eth" + index % 8);
    put(8, "operstate", index % 8 < 6 ? "up" : "down");
    put(9, "duplex", "full");
  }

  private void fileSystem(int index) {
    put(0, "__name__", "node_filesystem_statistic_%d_bytes".formatted(index / 20));
    put(7, "device", "/dev/nvme0n1p" + index % 20);
    put(8, "fstype", FILE_SYSTEMS[index % 5]);
    put(9, "mountpoint", "/var/lib/data/volume-" + index % 20);
  }

  private void put(int place, String name, String value) {
    names[place] = name.getBytes(UTF_8);
    values[place] = value.getBytes(UTF_8);
  }
}
