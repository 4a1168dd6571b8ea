package io.tsink.engine.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Matcher;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates matchers over a [LabelIndex]. Thread-safe.
///
/// A series without a label has the empty value there. Matchers that name values come first, then
/// those that must look at values, then those that the empty value satisfies: they only take
/// series away.
public final class PostingsSelector {

  /// How many values a label must have for each candidate before candidates are looked at one by
  /// one.
  private static final int VALUES_PER_CANDIDATE = 2;

  private final RegexCache regexes;

  /// A selector that compiles regular expressions through a cache.
  public PostingsSelector(RegexCache regexes) {
    this.regexes = regexes;
  }

  /// The series that satisfy every matcher of at least one set.
  ///
  /// @throws StorageException of kind `INVALID_ARGUMENT` for a bad regular expression
  public Postings select(LabelIndex index, List<List<Matcher>> anyOf) {
    Postings found = Postings.empty();
    for (List<Matcher> set : anyOf) {
      Postings more = selectAll(index, set);
      found = found.isEmpty() ? more : found.or(more);
    }
    return found;
  }

  private Postings selectAll(LabelIndex index, List<Matcher> set) {
    List<Step> steps = new ArrayList<>(set.size());
    for (Matcher matcher : set) {
      steps.add(step(matcher));
    }
    steps.sort(Comparator.comparing(Step::rank));
    boolean seeded = !steps.isEmpty() && steps.getFirst().rank() != Rank.TAKES_AWAY;
    Postings left = seeded ? steps.getFirst().lookup().find(index, null) : index.all();
    for (Step step : seeded ? steps.subList(1, steps.size()) : steps) {
      if (left.isEmpty()) {
        return left;
      }
      Postings meant = step.lookup().find(index, left);
      left = step.rank() == Rank.TAKES_AWAY ? left.andNot(meant) : left.and(meant);
    }
    return left;
  }

  private Step step(Matcher matcher) {
    byte[] name = matcher.name().getBytes(UTF_8);
    byte[] value = matcher.value().getBytes(UTF_8);
    return switch (matcher.kind()) {
      case EQUAL ->
          value.length == 0
              ? new Step(Rank.TAKES_AWAY, having(name))
              : new Step(Rank.NAMES_VALUES, with(name, List.of(value)));
      case NOT_EQUAL ->
          value.length == 0
              ? new Step(Rank.HAS_LABEL, having(name))
              : new Step(Rank.TAKES_AWAY, with(name, List.of(value)));
      case MATCHES -> regexStep(name, regex(matcher), true);
      case NOT_MATCHES -> regexStep(name, regex(matcher), false);
    };
  }

  /// What is left out is looked up when the empty value satisfies the matcher, else what is
  /// meant.
  private static Step regexStep(byte[] name, Regex regex, boolean wanted) {
    boolean takesAway = regex.matchesEmpty() == wanted;
    if (regex.matchesAllButEmpty()) {
      Lookup lookup = regex.matchesEmpty() ? with(name, List.of()) : having(name);
      return new Step(takesAway ? Rank.TAKES_AWAY : Rank.HAS_LABEL, lookup);
    }
    boolean matching = takesAway != wanted;
    List<byte[]> literals = regex.literals();
    if (literals != null && matching) {
      return new Step(takesAway ? Rank.TAKES_AWAY : Rank.NAMES_VALUES, with(name, literals));
    }
    LabelIndex.ValueTest test =
        matching ? regex::matches : (bytes, from, to) -> !regex.matches(bytes, from, to);
    return new Step(takesAway ? Rank.TAKES_AWAY : Rank.LOOKS_AT_VALUES, passing(name, test));
  }

  private Regex regex(Matcher matcher) {
    try {
      return regexes.get(matcher.value());
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          ErrorKind.INVALID_ARGUMENT, "matcher %s: %s".formatted(matcher, e.getMessage()), e);
    }
  }

  private static Lookup having(byte[] name) {
    return (index, _) -> index.having(name);
  }

  private static Lookup with(byte[] name, List<byte[]> values) {
    return (index, _) -> {
      if (values.size() == 1) {
        return index.with(name, values.getFirst());
      }
      return Postings.union(values.stream().map(value -> index.with(name, value)).toList());
    };
  }

  private static Lookup passing(byte[] name, LabelIndex.ValueTest test) {
    return (index, among) -> {
      if (among == null || (long) among.count() * VALUES_PER_CANDIDATE >= index.valueCount(name)) {
        return index.withAny(name, test);
      }
      return index.filter(among, name, test);
    };
  }

  /// The order in which matchers are evaluated.
  private enum Rank {
    NAMES_VALUES,
    LOOKS_AT_VALUES,
    HAS_LABEL,
    TAKES_AWAY
  }

  /// A matcher, ready to be evaluated: which series it means, or takes away.
  private record Step(Rank rank, Lookup lookup) {}

  private interface Lookup {
    /// The series; those not in `among` may be left out.
    Postings find(LabelIndex index, @Nullable Postings among);
  }
}
