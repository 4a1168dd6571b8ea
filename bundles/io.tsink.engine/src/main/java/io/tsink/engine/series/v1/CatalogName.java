package io.tsink.engine.series.v1;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a file of the catalogue.
///
/// @param full whether it has all series
public record CatalogName(boolean full, long number) {

  private static final Pattern FORM = Pattern.compile("(full|delta)-([0-9a-f]{16})");

  /// The name that a file has, if it is one of the catalogue.
  public static Optional<CatalogName> parse(Path file) {
    Matcher matcher = FORM.matcher(String.valueOf(file.getFileName()));
    return matcher.matches()
        ? Optional.of(
            new CatalogName(
                matcher.group(1).equals("full"), Long.parseUnsignedLong(matcher.group(2), 16)))
        : Optional.empty();
  }

  long detail() {
    return 2 * number + (full ? 1 : 0);
  }

  @Override
  public String toString() {
    return "%s-%016x".formatted(full ? "full" : "delta", number);
  }
}
