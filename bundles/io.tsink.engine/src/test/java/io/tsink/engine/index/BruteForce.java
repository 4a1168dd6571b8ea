package io.tsink.engine.index;

import com.google.re2j.Pattern;
import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import java.util.List;
import java.util.Map;

/// Evaluates matchers series by series, as their definition reads.
public final class BruteForce {

  private BruteForce() {}

  public static Postings select(Map<Integer, Labels> series, List<List<Matcher>> anyOf) {
    int[] ids =
        series.entrySet().stream()
            .filter(entry -> anyOf.stream().anyMatch(set -> all(entry.getValue(), set)))
            .mapToInt(Map.Entry::getKey)
            .toArray();
    return Postings.of(ids);
  }

  private static boolean all(Labels labels, List<Matcher> set) {
    return set.stream().allMatch(matcher -> matches(labels, matcher));
  }

  private static boolean matches(Labels labels, Matcher matcher) {
    String value = labels.getOrEmpty(matcher.name());
    return switch (matcher.kind()) {
      case EQUAL -> value.equals(matcher.value());
      case NOT_EQUAL -> !value.equals(matcher.value());
      case MATCHES -> Pattern.compile(matcher.value(), Pattern.DOTALL).matches(value);
      case NOT_MATCHES -> !Pattern.compile(matcher.value(), Pattern.DOTALL).matches(value);
    };
  }
}
