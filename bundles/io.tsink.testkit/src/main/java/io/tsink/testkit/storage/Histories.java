package io.tsink.testkit.storage;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.MetricMetadata;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.testkit.storage.HistorySeries.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes random histories: at least 50 steps over 24 series of every kind of value, with times out
/// of order, equal, and far apart, overwrites, rows that are to be rejected, stated sequences,
/// repeated keys, range replacements, deletes, flushes, compactions and restarts. The same seed
/// makes the same history.
public final class Histories {
  private static final long SCRAPE = 15_000;
  private static final long DAY = 86_400_000;

  private final RandomGenerator random;
  private final HistorySeries series;
  private final List<Step.Append> keyed = new ArrayList<>();
  private long now;
  private long nextKey;

  private Histories(long seed) {
    this.random = new SplittableRandom(seed);
    this.series = new HistorySeries(random);
    this.now = random.nextInt(4) == 0 ? -DAY : 1_700_000_000_000L;
  }

  /// The history of a seed.
  public static History random(long seed) {
    return new Histories(seed).make(seed);
  }

  private History make(long seed) {
    int count = 50 + random.nextInt(40);
    var steps = new ArrayList<Step>(count + 2);
    for (int i = 0; i < count; i++) {
      steps.add(step());
    }
    steps.add(new Step.Flush());
    steps.add(new Step.Reopen());
    return new History(seed, steps);
  }

  private Step step() {
    int drawn = random.nextInt(100);
    if (drawn < 60) {
      return append();
    }
    if (drawn < 65 && !keyed.isEmpty()) {
      return keyed.get(random.nextInt(keyed.size()));
    }
    if (drawn < 75) {
      return new Step.Delete(deletable(), range(), distance());
    }
    if (drawn < 80) {
      return new Step.Flush();
    }
    if (drawn < 83) {
      return new Step.Compact();
    }
    if (drawn < 88) {
      return new Step.Reopen();
    }
    return new Step.Read(selection(), range());
  }

  private Step append() {
    advance();
    var samples = new ArrayList<Sample>();
    int members = 1 + random.nextInt(8);
    for (int i = 0; i < members; i++) {
      addSamples(series.any(), samples);
    }
    int distance = distance();
    @Nullable IdempotencyKey key = random.nextInt(8) == 0 ? new IdempotencyKey(7, nextKey++) : null;
    var step = new Step.Append(samples, replacements(), exemplars(), metadata(), distance, key);
    if (key != null) {
      keyed.add(step);
    }
    return step;
  }

  private void advance() {
    now +=
        switch (random.nextInt(12)) {
          case 0 -> 3 * DAY;
          case 1 -> DAY / 6;
          case 2 -> 0;
          default -> SCRAPE * (1 + random.nextInt(10));
        };
  }

  /// A run of samples of one series: in order, out of order, or a single one that may overwrite.
  private void addSamples(Member member, List<Sample> samples) {
    int count = random.nextInt(3) == 0 ? 1 + random.nextInt(120) : 1 + random.nextInt(5);
    long time = time();
    boolean falling = random.nextInt(5) == 0;
    for (int i = 0; i < count; i++) {
      samples.add(series.sample(member, time));
      long step = random.nextInt(6) == 0 ? random.nextInt((int) SCRAPE) : SCRAPE;
      time += falling ? -step : step;
    }
    if (random.nextInt(20) == 0) {
      samples.add(series.rejected(member, time));
    }
  }

  /// Mostly about now, sometimes in the past or at a round time where others lie already.
  private long time() {
    return switch (random.nextInt(8)) {
      case 0 -> now - random.nextLong(2 * DAY);
      case 1 -> Math.floorDiv(now, DAY) * DAY;
      case 2 -> now - SCRAPE * random.nextInt(100);
      default -> now;
    };
  }

  private int distance() {
    return switch (random.nextInt(10)) {
      case 0 -> -1 - random.nextInt(30);
      case 1 -> 2 + random.nextInt(20);
      default -> Step.ASSIGN;
    };
  }

  private List<Step.Replacement> replacements() {
    return random.nextInt(12) == 0
        ? List.of(new Step.Replacement(series.any().labels(), range()))
        : List.of();
  }

  private List<Step.ExemplarOf> exemplars() {
    if (random.nextInt(6) != 0) {
      return List.of();
    }
    Labels trace = Labels.of("trace_id", Long.toHexString(random.nextLong()));
    return List.of(
        new Step.ExemplarOf(series.any().labels(), new Exemplar(trace, random.nextInt(100), now)));
  }

  private List<MetricMetadata> metadata() {
    if (random.nextInt(10) != 0) {
      return List.of();
    }
    MetricMetadata.Type[] types = MetricMetadata.Type.values();
    return List.of(
        new MetricMetadata(
            Labels.empty(),
            "family_" + random.nextInt(4),
            types[random.nextInt(types.length)],
            "Help " + random.nextInt(3),
            ""));
  }

  private TimeRange range() {
    return switch (random.nextInt(5)) {
      case 0 -> TimeRange.ALL;
      case 1 -> new TimeRange(now, now + 1);
      case 2 -> new TimeRange(now - SCRAPE * random.nextInt(200), now);
      default -> {
        long start = now - random.nextLong(6 * DAY);
        yield new TimeRange(start, start + random.nextLong(2 * DAY));
      }
    };
  }

  /// A selection that leaves alone the series whose kind is probed, as a store may forget the kind
  /// of a series that has nothing left.
  private Selection deletable() {
    return selection().and(Matcher.notEqual("probe", "kind"));
  }

  private Selection selection() {
    return switch (random.nextInt(6)) {
      case 0 -> Selection.everything();
      case 1 -> Selection.of(Matcher.equal("job", "j" + random.nextInt(4)));
      case 2 -> Selection.of(Matcher.matches("instance", "i[0-2]|"));
      case 3 ->
          Selection.anyOf(
              List.of(
                  List.of(Matcher.equal("job", "j" + random.nextInt(4))),
                  List.of(Matcher.notEqual("instance", "i1"), Matcher.notEqual("job", "j0"))));
      default -> Selection.series(series.any().labels());
    };
  }
}
