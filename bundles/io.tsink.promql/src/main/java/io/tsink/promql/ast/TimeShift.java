package io.tsink.promql.ast;

import org.jspecify.annotations.Nullable;

/// The `offset` and `@` modifiers of a selector or subquery; null where absent.
public record TimeShift(@Nullable DurationExpr offset, @Nullable At at) {

  public static final TimeShift NONE = new TimeShift(null, null);

  public TimeShift withOffset(DurationExpr added) {
    return new TimeShift(added, at);
  }

  public TimeShift withAt(At added) {
    return new TimeShift(offset, added);
  }
}
