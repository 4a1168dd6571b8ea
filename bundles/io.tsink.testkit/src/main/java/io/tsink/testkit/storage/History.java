package io.tsink.testkit.storage;

import java.util.List;
import java.util.StringJoiner;

/// What happens to a store, step by step.
///
/// @param seed from which the steps were made
public record History(long seed, List<Step> steps) {
  public History {
    steps = List.copyOf(steps);
  }

  /// The steps, one a line.
  @Override
  public String toString() {
    var text = new StringJoiner("\n");
    text.add("history of seed %d, %d steps:".formatted(seed, steps.size()));
    for (int i = 0; i < steps.size(); i++) {
      text.add("  %d %s".formatted(i, steps.get(i)));
    }
    return text.toString();
  }
}
