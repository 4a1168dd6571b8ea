package io.tsink.auth.token;

import io.tsink.spi.auth.SecretFile;
import java.io.IOException;

/// Reads the list from a file, now and whenever it changes. Thread-safe.
final class FileTokens implements TokenSource {
  private final SecretFile file;
  private final TokenLoader loader;
  private final SecretFile.Registration registration;

  private FileTokens(SecretFile file, TokenLoader loader) {
    this.file = file;
    this.loader = loader;
    registration = file.onChange(this::read);
  }

  static FileTokens open(SecretFile file, TokenLoader loader) {
    FileTokens tokens = new FileTokens(file, loader);
    tokens.read();
    return tokens;
  }

  private void read() {
    try {
      loader.load(file.read(), file.path().toString(), false);
    } catch (IOException e) {
      loader.fail("%s cannot be read: %s".formatted(file.path(), e));
    }
  }

  /// Does nothing: the host tells of changes.
  @Override
  public void prepare(long remainingNanos) {}

  @Override
  public void close() {
    registration.close();
  }
}
