package io.tsink.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.store.Durability;
import io.tsink.engine.io.FaultyFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// At every crash point: what was acknowledged is recovered, and nothing that was not sent.
class WalCrashTest {
  private static final int HISTORIES = Seeds.NIGHTLY ? 60 : 6;
  private static final int STEPS = 60;
  private static final int CUTS = Seeds.NIGHTLY ? 8 : 2;

  /// A history of one writer, which can be lived again from its seed up to a crash.
  private static final class History {
    final FaultyFiles files = new FaultyFiles();
    final List<String> sent = new ArrayList<>();

    /// What must be there after a loss of power, and what after the end of the process alone.
    final Set<String> durable = new HashSet<>();

    final Set<String> appended = new HashSet<>();

    WalMark covered = WalMark.START;

    /// @return whether it was lived to its end
    boolean live(long seed, long crashAt) {
      files.crashAt(crashAt);
      RandomGenerator random = Seeds.generator(seed);
      WalOptions options =
          (random.nextBoolean() ? WalOptions.perAppend() : WalOptions.periodic(Duration.ofDays(1)))
              .withSegmentBytes(random.nextInt(100, 1500))
              .withPendingBytes(random.nextInt(1, 600));
      try {
        Log log = new Log(files, options, covered, ReplayMode.STRICT);
        for (int step = 0; step < STEPS; step++) {
          log = step(log, options, random, step);
        }
        log.close();
        return true;
      } catch (FaultyFiles.Crash _) {
        return false;
      }
    }

    private Log step(Log log, WalOptions options, RandomGenerator random, int step) {
      switch (random.nextInt(20)) {
        case 0 -> {
          log.wal.sync();
          durable.addAll(sent);
          appended.addAll(sent);
        }
        case 1 -> {
          covered = WalMark.of(log.wal.appendedPosition());
          durable.clear();
          appended.clear();
          sent.clear();
          log.wal.trim(covered);
        }
        case 2 -> {
          log.close();
          durable.addAll(sent);
          appended.addAll(sent);
          return new Log(files, options, covered, ReplayMode.STRICT);
        }
        default -> append(log, random, step);
      }
      return log;
    }

    private void append(Log log, RandomGenerator random, int step) {
      String body = "%d:%s".formatted(step, "x".repeat(random.nextInt(200)));
      WalGroup group = random.nextInt(3) == 0 ? Log.group(step, body) : Log.group(body);
      Durability durability =
          random.nextInt(4) == 0
              ? Durability.values()[random.nextInt(3)]
              : log.wal.defaultDurability();
      sent.add(body);
      log.wal.append(group);
      log.wal.await(group, durability);
      if (durability == Durability.DURABLE) {
        durable.addAll(sent);
      }
      if (durability != Durability.VOLATILE) {
        appended.addAll(sent);
      }
    }

    void check(FaultyFiles recovered, Set<String> acknowledged, String as) {
      Log log = new Log(recovered, WalOptions.perAppend(), covered, ReplayMode.STRICT);
      List<String> bodies = log.found.bodies();
      assertThat(bodies).as(as).containsAll(acknowledged).doesNotHaveDuplicates();
      assertThat(bodies).as(as).hasSizeLessThanOrEqualTo(sent.size());
      assertThat(bodies).as(as).isEqualTo(sent.subList(0, bodies.size()));
      assertThat(log.found.sequences()).as(as).isSorted().doesNotHaveDuplicates();

      // It can be written again, and what was recovered once is recovered for good.
      log.append("after");
      List<String> all = new ArrayList<>(bodies);
      all.add("after");
      FaultyFiles again = recovered.afterPowerCut(Seeds.generator(as.hashCode()));
      assertThat(new Log(again, WalOptions.perAppend(), covered, ReplayMode.STRICT).found.bodies())
          .as(as)
          .isEqualTo(all);
    }
  }

  @Test
  void at_every_crash_point_what_was_acknowledged_is_recovered_and_nothing_else() {
    long base = Seeds.fresh();
    for (long seed = base; seed < base + HISTORIES; seed++) {
      long point = 1;
      boolean complete = false;
      while (!complete) {
        History history = new History();
        complete = history.live(seed, point);
        String as = "seed %d, crash point %d".formatted(seed, point);
        history.check(history.files.afterKill(), history.appended, as + ", killed");
        for (int cut = 0; cut < CUTS; cut++) {
          long chance = point * CUTS + cut;
          history.check(
              history.files.afterPowerCut(Seeds.generator(chance)),
              history.durable,
              as + ", power cut " + chance);
        }
        point++;
      }
      assertThat(point).isGreaterThan(STEPS);
    }
  }
}
