package io.tsink.benchmarks.memory;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// What the live heap consists of, after a full collection: the class histogram of the virtual
/// machine, summed up by part. Immutable.
final class LiveHeap {
  private static final long NEXT_TO_NOTHING = 100_000;

  private final Map<String, Long> bytesByPart = new TreeMap<>();
  private long total;

  private LiveHeap() {}

  /// Collects garbage and counts what is left.
  static LiveHeap now() {
    String histogram;
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      histogram =
          (String)
              server.invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException("the virtual machine gives no class histogram", e);
    }
    var heap = new LiveHeap();
    histogram.lines().forEach(heap::add);
    return heap;
  }

  /// A line is `number: instances bytes class (module)`.
  private void add(String line) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length >= 4 && words[0].endsWith(":")) {
      long bytes = Long.parseLong(words[2]);
      bytesByPart.merge(part(words[3]), bytes, Long::sum);
      total += bytes;
    }
  }

  private static String part(String type) {
    String plain = type.startsWith("[L") ? type.substring(2) : type;
    if (plain.startsWith("[")) {
      return plain.length() == 2 ? primitive(plain.charAt(1)) : "other arrays";
    }
    if (plain.startsWith("org.roaringbitmap.")) {
      return "postings (objects)";
    }
    if (plain.startsWith("io.tsink.engine.")) {
      String rest = plain.substring("io.tsink.engine.".length());
      return "engine." + (rest.indexOf('.') < 0 ? "engine" : rest.substring(0, rest.indexOf('.')));
    }
    return "other objects";
  }

  private static String primitive(char letter) {
    return switch (letter) {
      case 'B' -> "byte[]";
      case 'C' -> "char[]";
      case 'I' -> "int[]";
      case 'J' -> "long[]";
      default -> "other arrays";
    };
  }

  long total() {
    return total;
  }

  /// Bytes above those of an earlier moment, by part; parts of which they are next to nothing are
  /// left out.
  Map<String, Long> since(LiveHeap before) {
    Map<String, Long> more = new TreeMap<>(bytesByPart);
    before.bytesByPart.forEach((part, bytes) -> more.merge(part, -bytes, Long::sum));
    more.values().removeIf(bytes -> bytes < NEXT_TO_NOTHING);
    return more;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d bytes: %s", total, bytesByPart);
  }
}
