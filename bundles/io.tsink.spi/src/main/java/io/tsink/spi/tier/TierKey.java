package io.tsink.spi.tier;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The name of an object: parts of letters, digits, `.`, `_` and `-`, joined by `/`. Immutable.
///
/// A part has 1 to 255 characters and is neither `.` nor `..`; a key has at most 512. So a key is
/// also a relative path of any file system. Keys are ordered by their bytes: `a-b` < `a/b` < `a0`.
public final class TierKey implements Comparable<TierKey> {
  /// Most characters of a key.
  public static final int MAX_LENGTH = 512;

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9._-]{1,255}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._/-]{0,512}");

  private final String text;

  private TierKey(String text) {
    this.text = text;
  }

  /// Returns the key with the text.
  ///
  /// @throws TierException of kind [TierException.Kind#INVALID] when the text is no key
  public static TierKey of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new TierException(
          TierException.Kind.INVALID,
          "key of %d characters, expected at most %d".formatted(text.length(), MAX_LENGTH));
    }
    if (!Stream.of(text.split("/", -1)).allMatch(TierKey::isPart)) {
      throw new TierException(
          TierException.Kind.INVALID,
          "key \"%s\", expected parts of A-Z a-z 0-9 . _ - joined by /".formatted(text));
    }
    return new TierKey(text);
  }

  private static boolean isPart(String text) {
    return PART.matcher(text).matches() && !text.equals(".") && !text.equals("..");
  }

  /// Checks the prefix of a listing.
  ///
  /// @throws TierException of kind [TierException.Kind#INVALID] when no key can begin with it
  public static String requirePrefix(String prefix) {
    int parts = prefix.lastIndexOf('/');
    if (!PREFIX.matcher(prefix).matches()
        || (parts >= 0
            && !Stream.of(prefix.substring(0, parts).split("/", -1)).allMatch(TierKey::isPart))) {
      throw new TierException(
          TierException.Kind.INVALID, "prefix \"%s\" begins no key".formatted(prefix));
    }
    return prefix;
  }

  /// Returns this key with further parts.
  public TierKey resolve(String rest) {
    return of(text + "/" + rest);
  }

  /// Returns the parts between the `/`, at least one.
  public List<String> parts() {
    return List.of(text.split("/", -1));
  }

  /// Returns the text of the key.
  @Override
  public String toString() {
    return text;
  }

  @Override
  public int compareTo(TierKey other) {
    return text.compareTo(other.text); // ASCII only: the order of bytes
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TierKey key && key.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
