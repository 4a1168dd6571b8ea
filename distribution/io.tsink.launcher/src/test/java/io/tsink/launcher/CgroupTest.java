package io.tsink.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupTest {
  private static final String V2 = "0::/kubepods/pod1\n";
  private static final String V1 =
      """
      5:memory:/docker/abc
      4:cpu,cpuacct:/docker/abc
      1:name=systemd:/docker/abc
      """;

  @TempDir Path folder;

  @Test
  void version_2_names_its_limits_in_two_files() throws Exception {
    file("mount/kubepods/pod1/cpu.max", "150000 100000\n");
    file("mount/kubepods/pod1/memory.max", "536870912\n");

    assertThat(read(V2)).isEqualTo(limits(2, 512L << 20));
  }

  @Test
  void the_smallest_limit_of_the_groups_above_holds() throws Exception {
    file("mount/kubepods/pod1/cpu.max", "800000 100000\n");
    file("mount/kubepods/cpu.max", "50000 100000\n");
    file("mount/kubepods/pod1/memory.max", "max\n");
    file("mount/kubepods/memory.max", "1048576\n");

    assertThat(read(V2)).isEqualTo(limits(1, 1 << 20));
  }

  @Test
  void a_container_sees_its_own_group_as_the_root() throws Exception {
    file("mount/cpu.max", "300000 100000\n");
    file("mount/memory.max", "1073741824\n");

    assertThat(read(V2)).isEqualTo(limits(3, 1L << 30));
    assertThat(read("0::/\n")).isEqualTo(limits(3, 1L << 30));
  }

  @Test
  void max_is_no_limit() throws Exception {
    file("mount/cpu.max", "max 100000\n");
    file("mount/memory.max", "max\n");

    assertThat(read(V2)).isEqualTo(none());
  }

  @Test
  void version_1_names_quota_and_period_apart() throws Exception {
    file("mount/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "250000\n");
    file("mount/cpu,cpuacct/docker/abc/cpu.cfs_period_us", "100000\n");
    file("mount/memory/docker/abc/memory.limit_in_bytes", "268435456\n");

    assertThat(read(V1)).isEqualTo(limits(3, 256L << 20));
  }

  @Test
  void version_1_has_its_own_words_for_unlimited() throws Exception {
    file("mount/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "-1\n");
    file("mount/cpu,cpuacct/docker/abc/cpu.cfs_period_us", "100000\n");
    file("mount/memory/docker/abc/memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(read(V1)).isEqualTo(none());
  }

  @Test
  void a_controller_of_version_1_may_be_mounted_under_its_short_name() throws Exception {
    file("mount/cpu/cpu.cfs_quota_us", "100000\n");
    file("mount/cpu/cpu.cfs_period_us", "100000\n");

    assertThat(read(V1).cpus()).hasValue(1);
  }

  @Test
  void both_versions_at_once_are_read() throws Exception {
    file("mount/memory/docker/abc/memory.limit_in_bytes", "268435456\n");
    file("mount/unified/kubepods/pod1/cpu.max", "200000 100000\n");

    assertThat(read(V1 + V2)).isEqualTo(limits(2, 256L << 20));
  }

  @Test
  void no_control_group_or_nonsense_is_no_limit() throws Exception {
    assertThat(Cgroup.read(folder.resolve("missing"), folder)).isEqualTo(none());
    file("mount/cpu.max", "a lot\n");
    file("mount/memory.max", "\n");
    assertThat(read(V2 + "nonsense\n")).isEqualTo(none());
  }

  @Test
  void a_path_out_of_the_mount_is_not_followed() throws Exception {
    file("memory.max", "1\n");
    Files.createDirectories(folder.resolve("mount"));

    assertThat(read("0::/../..\n")).isEqualTo(none());
  }

  @Test
  void this_machine_can_be_read() {
    Cgroup here = Cgroup.ofThisProcess();

    assertThat(here.cpus().orElse(1)).isPositive();
    assertThat(here.memoryBytes().orElse(1)).isPositive();
  }

  private Cgroup read(String membership) throws IOException {
    return Cgroup.read(file("cgroup", membership), folder.resolve("mount"));
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }

  private static Cgroup limits(int cpus, long memoryBytes) {
    return new Cgroup(OptionalInt.of(cpus), OptionalLong.of(memoryBytes));
  }

  private static Cgroup none() {
    return new Cgroup(OptionalInt.empty(), OptionalLong.empty());
  }
}
