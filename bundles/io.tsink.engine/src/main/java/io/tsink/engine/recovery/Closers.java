package io.tsink.engine.recovery;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be closed, in reverse order of opening. Thread-safe as far as its owner is.
public final class Closers {
  private static final Logger log = LoggerFactory.getLogger(Closers.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /// Adds something.
  <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /// Closes everything, whatever fails. Returns the first failure, or null.
  public @Nullable RuntimeException close() {
    RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (RuntimeException e) {
        log.warn("Closing a part of the store failed: {}", e.getMessage());
        first = first == null ? e : first;
      } catch (Exception e) {
        log.warn("Closing a part of the store failed: {}", e.getMessage());
        first = first == null ? new IllegalStateException(e) : first;
      }
    }
    return first;
  }
}
