package io.tsink.engine.query;

import io.tsink.api.store.Warning;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// What one query had to leave out, each thing once. Thread-safe.
final class Warnings {
  private static final int MAX = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Warning> met = new LinkedHashSet<>();

  void add(String code, String text) {
    lock.lock();
    try {
      if (met.size() < MAX) {
        met.add(new Warning(code, text));
      }
    } finally {
      lock.unlock();
    }
  }

  List<Warning> list() {
    lock.lock();
    try {
      return List.copyOf(met);
    } finally {
      lock.unlock();
    }
  }
}
