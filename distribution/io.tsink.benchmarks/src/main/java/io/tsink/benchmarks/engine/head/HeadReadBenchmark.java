package io.tsink.benchmarks.engine.head;

import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.benchmarks.engine.ingest.KnownSeries;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// All samples of an engine in memory, summed. An operation is one sample.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@SuppressWarnings("NullAway.Init") // JMH calls the setup before all else
public class HeadReadBenchmark {
  private static final int SERIES = 500;
  private static final int STEPS = 720;

  private final Block block = new Block();
  private KnownSeries known;

  @Setup(Level.Trial)
  public void open() {
    known = new KnownSeries(null, SERIES, KnownSeries.SCRAPE_MILLIS);
    for (int i = 1; i < STEPS; i++) {
      var _ = known.commitNext();
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    known.close();
  }

  @Benchmark
  @OperationsPerInvocation(SERIES * STEPS)
  public double sum() {
    double sum = 0;
    try (Querier querier =
            known.engine().querier(QueryContext.unlimited(), ReadOptions.defaults());
        SeriesSet set = querier.select(Selection.everything(), SelectHints.over(TimeRange.ALL))) {
      while (set.next()) {
        ChunkCursor cursor = set.samples();
        while (cursor.nextChunk()) {
          cursor.load(block);
          sum += sumOfBlock();
        }
      }
    }
    return sum;
  }

  private double sumOfBlock() {
    double sum = 0;
    double[] values = block.doubles();
    for (int i = block.from(); i < block.to(); i++) {
      sum += values[i];
    }
    return sum;
  }
}
