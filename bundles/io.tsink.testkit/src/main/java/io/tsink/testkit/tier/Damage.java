package io.tsink.testkit.tier;

/// What a place can do to an object behind everyone's back.
public enum Damage {
  /// One bit of the content is another one.
  FLIPPED_BIT,
  /// The second half is missing.
  TRUNCATED
}
