package io.tsink.spi.option;

import java.util.List;

/// What an operator gave does not fit the schema. Holds every problem, not only the first.
public final class OptionException extends IllegalArgumentException {
  private final List<String> problems;

  /// @param problems one phrase each: the option's name, what was found and what is expected
  public OptionException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /// Returns one phrase for each problem.
  public List<String> problems() {
    return problems;
  }
}
