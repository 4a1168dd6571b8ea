package io.tsink.promql.eval;

import java.util.List;

/// What stands directly around a selector, told to storage so that it may save work.
record Hint(String function, List<String> grouping, boolean by) {

  static final Hint NONE = of("");

  static Hint of(String function) {
    return new Hint(function, List.of(), false);
  }
}
