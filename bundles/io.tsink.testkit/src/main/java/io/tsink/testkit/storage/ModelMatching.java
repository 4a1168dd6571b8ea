package io.tsink.testkit.storage;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Evaluates selections label by label. Regular expressions are those of the JDK, which is the same
/// as RE2 for what tests say.
final class ModelMatching {
  private ModelMatching() {}

  /// @throws StorageException of kind `INVALID_ARGUMENT` for a bad regular expression
  static Predicate<Labels> predicate(Selection selection) {
    List<Predicate<Labels>> sets = selection.anyOf().stream().map(ModelMatching::allOf).toList();
    return labels ->
        selection.scope().contains(labels.identityHash())
            && sets.stream().anyMatch(set -> set.test(labels));
  }

  private static Predicate<Labels> allOf(List<Matcher> matchers) {
    List<Predicate<Labels>> each = matchers.stream().map(ModelMatching::one).toList();
    return labels -> each.stream().allMatch(matcher -> matcher.test(labels));
  }

  private static Predicate<Labels> one(Matcher matcher) {
    Predicate<String> value =
        switch (matcher.kind()) {
          case EQUAL -> matcher.value()::equals;
          case NOT_EQUAL -> text -> !text.equals(matcher.value());
          case MATCHES -> regex(matcher).asMatchPredicate();
          case NOT_MATCHES -> regex(matcher).asMatchPredicate().negate();
        };
    return labels -> value.test(labels.getOrEmpty(matcher.name()));
  }

  private static Pattern regex(Matcher matcher) {
    try {
      return Pattern.compile(matcher.value(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new StorageException(
          ErrorKind.INVALID_ARGUMENT, "matcher %s: %s".formatted(matcher, e.getDescription()), e);
    }
  }
}
