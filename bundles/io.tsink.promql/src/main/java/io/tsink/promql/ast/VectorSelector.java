package io.tsink.promql.ast;

import io.tsink.api.Matcher;
import java.util.List;

/// A selection of series by matchers.
///
/// @param name the metric name written before the braces, empty when there is none
/// @param matchers all matchers in the order written, the one of `name` last
public record VectorSelector(
    String name, List<Matcher> matchers, TimeShift shift, Extension extension, Position position)
    implements Expr {

  /// How a range selector treats the samples around its window.
  public enum Extension {
    NONE(""),
    ANCHORED(" anchored"),
    SMOOTHED(" smoothed");

    private final String suffix;

    Extension(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  public VectorSelector {
    matchers = List.copyOf(matchers);
  }

  public VectorSelector withShift(TimeShift changed, int end) {
    return new VectorSelector(
        name, matchers, changed, extension, new Position(position.start(), end));
  }

  public VectorSelector withExtension(Extension changed, int end) {
    return new VectorSelector(name, matchers, shift, changed, new Position(position.start(), end));
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }
}
