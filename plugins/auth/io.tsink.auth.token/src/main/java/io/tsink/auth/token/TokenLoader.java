package io.tsink.auth.token;

import io.tsink.spi.auth.AuthHost;
import io.tsink.spi.host.Counter;
import java.util.Arrays;

/// Takes what a source has read into the book, or says why not. Thread-safe.
final class TokenLoader {
  private final AuthHost host;
  private final TokenBook book;
  private final Counter loaded;
  private final Counter failed;

  TokenLoader(AuthHost host, TokenBook book) {
    this.host = host;
    this.book = book;
    String help = "Lists of tokens that were read.";
    loaded = host.meter().counter("lists_total", help, "result", "loaded");
    failed = host.meter().counter("lists_total", help, "result", "failed");
  }

  boolean isLoaded() {
    return book.isLoaded();
  }

  /// Takes a list.
  ///
  /// @param content overwritten
  /// @param source for messages
  void load(byte[] content, String source, boolean allowsClear) {
    try {
      book.replace(TokenList.read(content, host.name(), allowsClear));
      loaded.increment();
      host.health().ok();
    } catch (BadList e) {
      fail("%s: %s".formatted(source, e.getMessage()));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /// Says that a source could not be read. The tokens stay as they are.
  void fail(String cause) {
    failed.increment();
    String effect = book.isLoaded() ? "the tokens known before stay" : "no token is known";
    host.health()
        .degraded(
            "tokens-unreadable",
            "%s; %s.".formatted(cause, effect),
            "Correct the list of tokens; it is read again by itself.");
  }
}
