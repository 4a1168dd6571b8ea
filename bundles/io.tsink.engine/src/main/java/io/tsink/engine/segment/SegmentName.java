package io.tsink.engine.segment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a segment, such as `L0-0000000000000001`: how often its data was merged, and a
/// number in hexadecimal that no other segment of the store ever had.
///
/// @param level 0…9
/// @param number from 1
public record SegmentName(int level, long number) {

  private static final Pattern FORM = Pattern.compile("L([0-9])-([0-9a-f]{16})");

  /// The name that a directory has, if it is one of a segment.
  public static Optional<SegmentName> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SegmentName(
                Integer.parseInt(matcher.group(1)), Long.parseUnsignedLong(matcher.group(2), 16)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "L%d-%016x".formatted(level, number);
  }
}
