package io.tsink.telemetry;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Metrics of the process and its virtual machine, by the names Prometheus' own clients use. What
/// the system does not tell is left out.
public final class ProcessMetrics implements Collector {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_KB = 1024;
  private static final Pattern OPEN_FILES_LIMIT =
      Pattern.compile("(?m)^Max open files\\s+([0-9]+)");

  private final Path proc;

  /// Reads the running process.
  public ProcessMetrics() {
    this(Path.of("/proc/self"));
  }

  /// @param proc the folder of the process in the proc file system, or one that imitates it
  ProcessMetrics(Path proc) {
    this.proc = proc;
  }

  @Override
  public void collect(Exposition out) {
    process(out);
    memory(out);
    collectors(out);
    threads(out);
    out.add(
        "jvm_classes_loaded",
        Kind.GAUGE,
        "Classes loaded now.",
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
  }

  private void process(Exposition out) {
    ProcessHandle.Info info = ProcessHandle.current().info();
    info.totalCpuDuration()
        .map(ProcessMetrics::seconds)
        .ifPresent(
            cpu ->
                out.add(
                    "process_cpu_seconds_total",
                    Kind.COUNTER,
                    "CPU time of the process in user and system mode.",
                    cpu));
    info.startInstant()
        .map(Instant::toEpochMilli)
        .ifPresent(
            start ->
                out.add(
                    "process_start_time_seconds",
                    Kind.GAUGE,
                    "Start of the process since the Unix epoch.",
                    start / MILLIS_PER_SECOND));
    String status = read("status");
    number(status, "(?m)^VmRSS:\\s+([0-9]+) kB")
        .ifPresent(
            kb ->
                out.add(
                    "process_resident_memory_bytes",
                    Kind.GAUGE,
                    "Memory of the process that is in RAM.",
                    kb * BYTES_PER_KB));
    number(status, "(?m)^VmSize:\\s+([0-9]+) kB")
        .ifPresent(
            kb ->
                out.add(
                    "process_virtual_memory_bytes",
                    Kind.GAUGE,
                    "Address space of the process.",
                    kb * BYTES_PER_KB));
    openFiles()
        .ifPresent(open -> out.add("process_open_fds", Kind.GAUGE, "Open file descriptors.", open));
    Matcher limit = OPEN_FILES_LIMIT.matcher(read("limits"));
    if (limit.find()) {
      out.add(
          "process_max_fds",
          Kind.GAUGE,
          "Largest number of file descriptors.",
          Double.parseDouble(limit.group(1)));
    }
  }

  private static void memory(Exposition out) {
    area(out, "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
    area(out, "nonheap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      out.add(
          "jvm_buffer_pool_used_bytes",
          Kind.GAUGE,
          "Memory of buffers outside the heap.",
          (double) pool.getMemoryUsed(),
          "pool",
          pool.getName());
    }
  }

  private static void area(Exposition out, String area, MemoryUsage usage) {
    out.add(
        "jvm_memory_used_bytes",
        Kind.GAUGE,
        "Memory in use.",
        (double) usage.getUsed(),
        "area",
        area);
    out.add(
        "jvm_memory_committed_bytes",
        Kind.GAUGE,
        "Memory the virtual machine has from the system.",
        (double) usage.getCommitted(),
        "area",
        area);
    out.add(
        "jvm_memory_max_bytes",
        Kind.GAUGE,
        "Largest memory there may be, -1 when unlimited.",
        (double) usage.getMax(),
        "area",
        area);
  }

  private static void collectors(Exposition out) {
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.add(
          "jvm_gc_collections_total",
          Kind.COUNTER,
          "Garbage collections.",
          (double) gc.getCollectionCount(),
          "gc",
          gc.getName());
      out.add(
          "jvm_gc_collection_seconds_total",
          Kind.COUNTER,
          "Time of garbage collections.",
          gc.getCollectionTime() / MILLIS_PER_SECOND,
          "gc",
          gc.getName());
    }
  }

  private static void threads(Exposition out) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    out.add("jvm_threads_current", Kind.GAUGE, "Platform threads now.", threads.getThreadCount());
    out.add(
        "jvm_threads_daemon", Kind.GAUGE, "Daemon threads now.", threads.getDaemonThreadCount());
    out.add(
        "jvm_threads_peak",
        Kind.GAUGE,
        "Most platform threads so far.",
        threads.getPeakThreadCount());
  }

  private OptionalDouble openFiles() {
    try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
      return OptionalDouble.of((double) open.count());
    } catch (IOException _) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble number(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    return found.find()
        ? OptionalDouble.of(Double.parseDouble(found.group(1)))
        : OptionalDouble.empty();
  }

  private String read(String name) {
    try {
      return Files.readString(proc.resolve(name));
    } catch (IOException _) {
      return "";
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }
}
