package io.tsink.embedded;

import java.util.List;

/// The threads of the process.
final class Threads {
  private Threads() {}

  /// Those of the house that live.
  static List<Thread> alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tsink"))
        .toList();
  }
}
