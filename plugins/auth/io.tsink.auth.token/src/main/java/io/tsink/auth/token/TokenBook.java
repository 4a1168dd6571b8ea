package io.tsink.auth.token;

import io.tsink.spi.auth.AuthHost;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The tokens that are known now: those of the last good list, and those that have left it less
/// than the overlap ago. Thread-safe; readers see one list or the next one.
final class TokenBook {
  private final AuthHost host;
  private final Duration overlap;
  private final AtomicReference<@Nullable List<Entry>> entries = new AtomicReference<>();

  TokenBook(AuthHost host, Duration overlap) {
    this.host = host;
    this.overlap = overlap;
  }

  /// @param until when the token ends because it has left the list; [Instant#MAX] while it is
  ///     listed
  private record Entry(Token token, Instant until) {
    boolean listed() {
      return until.equals(Instant.MAX);
    }
  }

  /// Tells whether there has been a list.
  boolean isLoaded() {
    return entries.get() != null;
  }

  /// Takes the tokens of a new list.
  void replace(List<Token> listed) {
    Instant now = host.clock().instant();
    entries.updateAndGet(old -> merged(old == null ? List.of() : old, listed, now));
  }

  private List<Entry> merged(List<Entry> old, List<Token> listed, Instant now) {
    Map<String, Entry> merged = new LinkedHashMap<>();
    for (Entry each : old) {
      Instant until = each.listed() ? now.plus(overlap) : each.until;
      if (until.isAfter(now)) {
        merged.put(each.token.key(), new Entry(each.token, until));
      }
    }
    for (Token token : listed) {
      merged.put(token.key(), new Entry(token, Instant.MAX));
    }
    return List.copyOf(merged.values());
  }

  /// Returns the token with the hash, or null when none has it. Compares with all of them, whether
  /// one was found or not.
  @Nullable Token find(byte[] hash) {
    Instant now = host.clock().instant();
    List<Entry> current = entries.get();
    Token found = null;
    for (Entry each : current == null ? List.<Entry>of() : current) {
      if (each.token.matches(host, hash) && each.until.isAfter(now)) {
        found = each.token;
      }
    }
    return found;
  }
}
