package io.tsink.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which series are meant: those that satisfy every matcher of at least one set, within a
/// [ShardScope]. An empty set of matchers is satisfied by every series.
public final class Selection {
  private static final Selection EVERYTHING = new Selection(List.of(List.of()), ShardScope.all());

  private final List<List<Matcher>> anyOf;
  private final ShardScope scope;

  private Selection(List<List<Matcher>> anyOf, ShardScope scope) {
    this.anyOf = anyOf;
    this.scope = scope;
  }

  /// Every series.
  public static Selection everything() {
    return EVERYTHING;
  }

  /// The series that satisfy all the matchers.
  public static Selection of(Matcher... matchers) {
    return of(Arrays.asList(matchers));
  }

  /// The series that satisfy all the matchers.
  public static Selection of(List<Matcher> matchers) {
    return new Selection(List.of(List.copyOf(matchers)), ShardScope.all());
  }

  /// The series that satisfy all the matchers of at least one of the sets.
  ///
  /// @throws IllegalArgumentException when there is no set
  public static Selection anyOf(List<List<Matcher>> sets) {
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("no set of matchers, expected at least one");
    }
    return new Selection(sets.stream().map(List::copyOf).toList(), ShardScope.all());
  }

  /// The series that have all these labels, and maybe more: that a series has no others cannot be
  /// said by matchers, so a caller that wants exactly one compares the labels of what it gets.
  public static Selection series(Labels labels) {
    var matchers = new ArrayList<Matcher>(labels.count());
    labels.forEach((name, value) -> matchers.add(Matcher.equal(name, value)));
    return of(matchers);
  }

  /// The same selection within a scope.
  public Selection within(ShardScope changed) {
    return new Selection(anyOf, changed);
  }

  /// The same selection with a further matcher in every set.
  public Selection and(Matcher matcher) {
    var sets = new ArrayList<List<Matcher>>(anyOf.size());
    for (List<Matcher> set : anyOf) {
      var longer = new ArrayList<>(set);
      longer.add(matcher);
      sets.add(List.copyOf(longer));
    }
    return new Selection(List.copyOf(sets), scope);
  }

  /// The sets of matchers, at least one.
  public List<List<Matcher>> anyOf() {
    return anyOf;
  }

  public ShardScope scope() {
    return scope;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Selection selection
        && anyOf.equals(selection.anyOf)
        && scope.equals(selection.scope);
  }

  @Override
  public int hashCode() {
    return 31 * anyOf.hashCode() + scope.hashCode();
  }

  @Override
  public String toString() {
    return scope.isAll() ? anyOf.toString() : anyOf + " in shards " + scope;
  }
}
