package io.tsink.benchmarks.engine.ingest;

import io.tsink.api.store.CommitResult;
import io.tsink.benchmarks.TemporaryFolder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/// Samples of known series into chunks that have room for them. An operation is one sample.
///
/// With `-prof gc` the figure `gc.alloc.rate.norm` is what a sample allocates on its way through
/// the engine, the objects of a batch of a thousand divided by its samples.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@SuppressWarnings("NullAway.Init") // JMH calls the setup before all else
public class OpenChunkBenchmark {
  private static final int SERIES = 1_000;
  private static final int BATCHES = 100;

  /// After so many rows the buffers of a chunk have room for the rest of it.
  private static final int FIRST_ROWS = 1_100;

  private TemporaryFolder folder;
  private KnownSeries known;

  @Setup(Level.Trial)
  public void open() throws IOException {
    folder = new TemporaryFolder();
    known = new KnownSeries(folder.path(), SERIES, 1);
    for (int i = 0; i < FIRST_ROWS; i++) {
      var _ = known.commitNext();
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    known.close();
    folder.close();
  }

  @Benchmark
  @OperationsPerInvocation(BATCHES * SERIES)
  public @Nullable CommitResult append() {
    CommitResult last = null;
    for (int i = 0; i < BATCHES; i++) {
      last = known.commitNext();
    }
    return last;
  }
}
