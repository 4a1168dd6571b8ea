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

  /// Those of the house that live and did not before, once each had ten seconds to end: an executor
  /// has terminated a moment before its last thread has.
  static List<Thread> left(List<Thread> before) {
    List<Thread> added = alive().stream().filter(thread -> !before.contains(thread)).toList();
    for (Thread thread : added) {
      try {
        thread.join(10_000);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    return added.stream().filter(Thread::isAlive).toList();
  }
}
