package io.tsink.engine.index;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random labels and matchers that have something to do with each other.
public final class LabelSets {

  private static final List<String> NAMES = List.of("job", "instance", "zone", "größe", "missing");
  private static final List<String> REGEXES =
      List.of(
          "",
          ".*",
          ".+",
          "v1",
          "v1|v2",
          "(v1|v22|)",
          "v.*",
          "v1.+",
          "v[12]",
          ".*2",
          "w?1?",
          "x.*",
          "V1",
          "(?i)V1",
          "v\\d+",
          "[^v].*");

  private final RandomGenerator random;

  public LabelSets(RandomGenerator random) {
    this.random = random;
  }

  /// Labels with a metric name; small numbers often give the same.
  public Labels labels(int values) {
    List<String> texts = new ArrayList<>();
    texts.add(Labels.METRIC_NAME);
    texts.add("m" + random.nextInt(1 + values / 8));
    for (String name : NAMES.subList(0, NAMES.size() - 1)) {
      if (random.nextInt(4) > 0) {
        texts.add(name);
        texts.add("v" + random.nextInt(name.equals("instance") ? 8 * values : values));
      }
    }
    return Labels.of(texts.toArray(String[]::new));
  }

  /// One to three sets of up to four matchers.
  public List<List<Matcher>> matchers(int values) {
    List<List<Matcher>> sets = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<Matcher> set = new ArrayList<>();
      for (int k = random.nextInt(5); k > 0; k--) {
        set.add(matcher(values));
      }
      sets.add(set);
    }
    return sets;
  }

  private Matcher matcher(int values) {
    Matcher.Kind kind = Matcher.Kind.values()[random.nextInt(4)];
    String name =
        random.nextInt(4) == 0 ? Labels.METRIC_NAME : NAMES.get(random.nextInt(NAMES.size()));
    boolean regex = kind == Matcher.Kind.MATCHES || kind == Matcher.Kind.NOT_MATCHES;
    String value =
        regex
            ? REGEXES.get(random.nextInt(REGEXES.size()))
            : random.nextInt(5) == 0 ? "" : "v" + random.nextInt(values);
    return new Matcher(kind, name, value);
  }
}
