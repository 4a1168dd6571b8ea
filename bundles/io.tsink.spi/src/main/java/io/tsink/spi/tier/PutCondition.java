package io.tsink.spi.tier;

/// When a put may store its object. Immutable.
public final class PutCondition {

  /// The sort of a condition.
  public enum Kind {
    /// Whatever is there.
    ALWAYS,
    /// No object has the key.
    IF_ABSENT,
    /// The object with the key has the tag.
    IF_MATCH
  }

  private static final PutCondition ALWAYS = new PutCondition(Kind.ALWAYS, "");
  private static final PutCondition IF_ABSENT = new PutCondition(Kind.IF_ABSENT, "");

  private final Kind kind;
  private final String tag;

  private PutCondition(Kind kind, String tag) {
    this.kind = kind;
    this.tag = tag;
  }

  /// Stores whatever is there.
  public static PutCondition always() {
    return ALWAYS;
  }

  /// Stores only if no object has the key. Needs [TierTrait#CONDITIONAL_PUT].
  public static PutCondition ifAbsent() {
    return IF_ABSENT;
  }

  /// Stores only if the object with the key has the tag. Needs [TierTrait#CONDITIONAL_MATCH].
  public static PutCondition ifMatch(String tag) {
    return new PutCondition(Kind.IF_MATCH, tag);
  }

  public Kind kind() {
    return kind;
  }

  /// Returns the tag of an [Kind#IF_MATCH]; empty for every other kind.
  public String tag() {
    return tag;
  }

  @Override
  public String toString() {
    return tag.isEmpty() ? kind.name() : kind + " " + tag;
  }
}
