package io.tsink.engine.compact;

/// What a plan keeps to. Immutable.
///
/// @param trigger number of segments of a level that are worth a merge, at least 2
/// @param window most segments of a merge
/// @param maxBytes a merge of more is not begun, but for the two oldest of level 0 or 1
/// @param oldest the first time that is not expired; `Long.MIN_VALUE` when all are kept
record PlanRules(int trigger, int window, long maxBytes, long oldest) {
  private static final int MAX_TRIGGER = 8;

  /// The rules of the engine.
  ///
  /// @param trigger number of segments of a level that are worth a merge
  /// @param oldest the first time that is not expired
  static PlanRules standard(int trigger, long oldest) {
    return new PlanRules(trigger, MAX_TRIGGER, 512L << 20, oldest);
  }
}
