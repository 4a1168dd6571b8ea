package io.tsink.testkit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.spi.auth.SecretFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A secret file in memory. Thread-safe.
public final class FakeSecretFile implements SecretFile {
  private final Path path;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile byte @Nullable [] content;

  FakeSecretFile(Path path) {
    this.path = path;
  }

  /// Replaces the content and tells the listeners, on this thread.
  public void write(String text) {
    content = text.getBytes(UTF_8);
    listeners.forEach(Runnable::run);
  }

  /// Removes the file and tells the listeners, on this thread.
  public void remove() {
    content = null;
    listeners.forEach(Runnable::run);
  }

  /// Returns how many listeners wait for a change.
  public int listeners() {
    return listeners.size();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public byte[] read() throws IOException {
    byte[] current = content;
    if (current == null) {
      throw new NoSuchFileException(path.toString());
    }
    if (current.length > MAX_BYTES) {
      throw new IOException(
          "%s has %d bytes, expected at most %d".formatted(path, current.length, MAX_BYTES));
    }
    return current.clone();
  }

  @Override
  public Registration onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
