package io.tsink.itests.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process that a test started, with the lines it has printed. Thread-safe.
///
/// Closing it kills it, and what it started.
final class ChildProcess implements AutoCloseable {
  /// How long a test waits for a line or for an end, on the slowest machine.
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Thread reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private ChildProcess(Process process) {
    this.process = process;
    reader = Thread.ofVirtual().name("output-" + process.pid()).start(this::read);
  }

  /// Starts a process; both of its outputs are read.
  static ChildProcess start(ProcessBuilder builder) throws IOException {
    return new ChildProcess(builder.redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        add(line);
      }
    } catch (IOException _) {
      // it was killed while it wrote
    } finally {
      lock.lock();
      try {
        ended = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void add(String line) {
    lock.lock();
    try {
      lines.add(line);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a line in which a pattern is found, and returns the match.
  Matcher awaitLine(Pattern pattern) {
    return awaitLine(pattern, 1);
  }

  /// Waits until a pattern is found in as many lines, and returns the last match.
  Matcher awaitLine(Pattern pattern, int times) {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      int read = 0;
      int found = 0;
      while (true) {
        for (; read < lines.size(); read++) {
          Matcher matcher = pattern.matcher(lines.get(read));
          if (matcher.find() && ++found == times) {
            return matcher;
          }
        }
        if (ended || left <= 0) {
          throw new AssertionError(
              "%s: line %d of \"%s\" did not come:%n%s"
                  .formatted(ended ? "ended" : "too late", times, pattern, text()));
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /// How many lines hold a pattern so far.
  long count(Pattern pattern) {
    lock.lock();
    try {
      return lines.stream().filter(line -> pattern.matcher(line).find()).count();
    } finally {
      lock.unlock();
    }
  }

  /// All lines so far.
  String text() {
    lock.lock();
    try {
      return String.join("\n", lines);
    } finally {
      lock.unlock();
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Asks it to end, as `kill` does.
  void terminate() {
    // the process's own method would also close its output
    var _ = process.toHandle().destroy();
  }

  /// Ends it at once, as `kill -9` does, and waits until it is gone.
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    var _ = process.toHandle().destroyForcibly();
    var _ = awaitEnd();
  }

  /// Waits for its end and returns the exit code; all its lines have been read then.
  int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("process %d does not end:%n%s".formatted(pid(), text()));
      }
      reader.join(PATIENCE);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
