package io.tsink.benchmarks.engine.ingest;

import io.tsink.api.store.CommitResult;
import io.tsink.benchmarks.TemporaryFolder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Samples of known series into the engine, a thousand in a batch. An operation is one sample.
///
/// Everything that comes with it is part of it: the growth of buffers, and the sealing of chunks by
/// whoever writes. [OpenChunkBenchmark] leaves those out.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@SuppressWarnings("NullAway.Init") // JMH calls the setup before all else
public class AppendBenchmark {
  private static final int SERIES = 1_000;

  @Param({"memory", "directory"})
  private String place;

  private TemporaryFolder folder;
  private KnownSeries known;

  @Setup(Level.Trial)
  public void open() throws IOException {
    folder = new TemporaryFolder();
    known =
        new KnownSeries(
            place.equals("memory") ? null : folder.path(), SERIES, KnownSeries.SCRAPE_MILLIS);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    known.close();
    folder.close();
  }

  @Benchmark
  @OperationsPerInvocation(SERIES)
  public CommitResult append() {
    return known.commitNext();
  }
}
