package io.tsink.testkit.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Takes steps and samples out of a history that fails, as long as what is left still fails.
final class HistoryShrinker {
  private static final int MAX_RUNS = 600;

  private final StorageFixture fixture;
  private int runs;

  HistoryShrinker(StorageFixture fixture) {
    this.fixture = fixture;
  }

  /// A history that fails too and has fewer steps and samples, if that is found.
  History shrink(History failing) {
    long seed = failing.seed();
    List<Step> steps = shorten(failing.steps(), some -> fails(new History(seed, some)));
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Append append) {
        List<Step> all = steps;
        int at = i;
        List<Sample> samples =
            shorten(
                append.samples(), some -> fails(new History(seed, with(all, at, append, some))));
        steps = with(all, at, append, samples);
      }
    }
    return new History(seed, steps);
  }

  private static List<Step> with(
      List<Step> steps, int at, Step.Append append, List<Sample> samples) {
    var changed = new ArrayList<>(steps);
    changed.set(at, append.with(samples));
    return changed;
  }

  /// Takes runs out of a list, halving their length, as long as what is left still fails.
  private <T> List<T> shorten(List<T> list, Predicate<List<T>> fails) {
    List<T> shortest = list;
    for (int size = Math.max(1, list.size() / 2); size >= 1; size /= 2) {
      int from = 0;
      while (from < shortest.size() && runs < MAX_RUNS) {
        var without = new ArrayList<>(shortest);
        without.subList(from, Math.min(from + size, without.size())).clear();
        if (fails.test(without)) {
          shortest = without;
        } else {
          from += size;
        }
      }
    }
    return shortest;
  }

  private boolean fails(History history) {
    runs++;
    return failure(history) != null;
  }

  /// Why the store fails a history, or null.
  @Nullable Throwable failure(History history) {
    try {
      HistoryRunner.run(fixture, history);
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }
}
