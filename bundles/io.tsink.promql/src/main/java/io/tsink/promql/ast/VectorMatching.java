package io.tsink.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the series of two vectors find their partners.
///
/// @param labels the labels named by `on` or, when `on` is false, by `ignoring`
/// @param include the labels a `group_` modifier copies from the one side
/// @param fillLeft the value of series missing on the left, null for none
/// @param fillRight the value of series missing on the right, null for none
public record VectorMatching(
    Cardinality cardinality,
    boolean on,
    List<String> labels,
    List<String> include,
    @Nullable Double fillLeft,
    @Nullable Double fillRight) {

  /// How many series of each side may share a match group.
  public enum Cardinality {
    ONE_TO_ONE("one-to-one"),
    MANY_TO_ONE("many-to-one"),
    ONE_TO_MANY("one-to-many"),
    MANY_TO_MANY("many-to-many");

    private final String text;

    Cardinality(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  public boolean grouped() {
    return cardinality == Cardinality.MANY_TO_ONE || cardinality == Cardinality.ONE_TO_MANY;
  }

  public boolean fills() {
    return fillLeft != null || fillRight != null;
  }

  public VectorMatching withCardinality(Cardinality changed) {
    return new VectorMatching(changed, on, labels, include, fillLeft, fillRight);
  }
}
