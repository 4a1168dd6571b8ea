package io.tsink.telemetry;

import java.util.List;
import java.util.regex.Pattern;

/// The rules for names of families: those that `promtool check metrics` asks for, refused at
/// registration instead of found in an exposition.
final class FamilyName {
  private static final Pattern FORM = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final List<String> RESERVED = List.of("_count", "_sum", "_bucket", "_info_total");
  private static final Pattern NOT_A_BASE_UNIT =
      Pattern.compile(
          ".*_(ms|millis|milliseconds|us|micros|microseconds|ns|nanos|nanoseconds|minutes|hours"
              + "|days|kb|mb|gb|kilobytes|megabytes|gigabytes|percent)(_total)?");

  private FamilyName() {}

  /// @throws IllegalArgumentException when the name is not fit for the kind
  static void require(String name, Kind kind, String help) {
    if (!FORM.matcher(name).matches()) {
      refuse(name, "lower-case letters, digits and _");
    }
    if (kind == Kind.COUNTER != name.endsWith("_total")) {
      refuse(name, kind == Kind.COUNTER ? "a counter to end in _total" : "no _total at its end");
    }
    if (RESERVED.stream().anyMatch(name::endsWith)) {
      refuse(name, "none of the endings " + RESERVED);
    }
    if (NOT_A_BASE_UNIT.matcher(name).matches()) {
      refuse(name, "base units: seconds, bytes, ratio");
    }
    if (help.isBlank()) {
      throw new IllegalArgumentException("family %s has no help text".formatted(name));
    }
  }

  private static void refuse(String name, String expected) {
    throw new IllegalArgumentException("family name %s, expected %s".formatted(name, expected));
  }
}
