package io.tsink.auth.token;

import io.tsink.spi.auth.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A program that prints a list of tokens. Thread-safe; one run at a time.
final class TokenProgram {
  private final List<String> command;
  private final Duration timeout;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Process running;
  private boolean closed;

  TokenProgram(List<String> command, Duration timeout) {
    this.command = command;
    this.timeout = timeout;
  }

  /// Runs the program and returns what it printed; the array is the caller's to clear.
  ///
  /// @throws IOException when it cannot be started, ends with another status than 0, takes too
  ///     long,
  ///     or prints too much; the message shows nothing of what it printed
  byte[] run() throws IOException {
    Process process = start();
    CompletableFuture<Boolean> timer = new CompletableFuture<>();
    CompletableFuture<Void> end =
        timer
            .completeOnTimeout(true, timeout.toMillis(), TimeUnit.MILLISECONDS)
            .thenAccept(_ -> end(process));
    try {
      return output(process, timer);
    } finally {
      timer.cancel(false);
      end.cancel(false);
      end(process);
    }
  }

  private byte[] output(Process process, CompletableFuture<Boolean> timer) throws IOException {
    byte[] output = read(process);
    boolean good = false;
    try {
      requireGoodEnd(process, timer);
      if (output.length > SecretFile.MAX_BYTES) {
        throw new IOException(
            "%s has printed more than %d bytes".formatted(this, SecretFile.MAX_BYTES));
      }
      good = true;
      return output;
    } finally {
      if (!good) {
        Arrays.fill(output, (byte) 0);
      }
    }
  }

  private void requireGoodEnd(Process process, CompletableFuture<Boolean> timer)
      throws IOException {
    try {
      int status = process.waitFor();
      if (timer.isDone()) {
        throw new IOException("%s has not ended after %s".formatted(this, timeout));
      }
      if (status != 0) {
        throw new IOException("%s has ended with status %d".formatted(this, status));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static byte[] read(Process process) throws IOException {
    try (InputStream printed = process.getInputStream()) {
      return printed.readNBytes(SecretFile.MAX_BYTES + 1);
    }
  }

  private Process start() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("closed");
      }
      Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      running = process;
      process.getOutputStream().close();
      return process;
    } finally {
      lock.unlock();
    }
  }

  /// Ends a run that is under way, and starts no further one.
  void close() {
    lock.lock();
    try {
      closed = true;
      if (running != null) {
        end(running);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Ends a process and its children, which may hold its output open.
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// Shows the program without its arguments, which may be secret.
  @Override
  public String toString() {
    return command.getFirst();
  }
}
