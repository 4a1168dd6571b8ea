package io.tsink.engine.series.v1;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a run: `run-` and its number.
public record RunName(long number) {

  private static final Pattern FORM = Pattern.compile("run-([0-9a-f]{16})");

  /// The name that a file has, if it is one of a run.
  public static Optional<RunName> parse(Path file) {
    Matcher matcher = FORM.matcher(String.valueOf(file.getFileName()));
    return matcher.matches()
        ? Optional.of(new RunName(Long.parseUnsignedLong(matcher.group(1), 16)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "run-%016x".formatted(number);
  }
}
