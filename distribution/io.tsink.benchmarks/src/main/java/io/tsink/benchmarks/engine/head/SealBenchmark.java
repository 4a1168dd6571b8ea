package io.tsink.benchmarks.engine.head;

import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.engine.chunk.ChunkEncoder;
import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.chunk.CodecLease;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.LongCodec;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
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

/// Rows of a window made into chunks as sealing does it: times, values and sequences, each by the
/// codec that makes it smallest. An operation is one sample.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@SuppressWarnings("NullAway.Init") // JMH calls the setup before all else
public class SealBenchmark {
  private static final int SERIES = 64;
  private static final int ROWS = 360;

  /// What the values are: whole numbers that walk, numbers with two decimals, or any bits.
  @Param({"walk", "decimals", "noise"})
  private String values;

  private final Block[] blocks = new Block[SERIES];
  private CodecLease lease;
  private ChunkEncoder encoder;

  @Setup(Level.Trial)
  public void open() {
    var catalog = new CodecCatalog();
    ClassLoader loader = SealBenchmark.class.getClassLoader();
    ServiceLoader.load(LongCodec.class, loader).forEach(codec -> catalog.bind(codec, 0));
    ServiceLoader.load(DoubleCodec.class, loader).forEach(codec -> catalog.bind(codec, 0));
    lease = catalog.lease();
    encoder = new ChunkEncoder(lease.codecs(), EncodePurpose.SEAL);
    var random = new SplittableRandom(1);
    for (int i = 0; i < SERIES; i++) {
      blocks[i] = block(random);
    }
  }

  private Block block(SplittableRandom random) {
    var block = new Block();
    block.reset(ValueKind.F64, ROWS);
    long[] sequences = block.fillSequences(ROWS);
    long number = 0;
    for (int row = 0; row < ROWS; row++) {
      block.times()[row] = 1_700_000_000_000L + row * 10_000L;
      sequences[row] = 1L + row;
      number += random.nextInt(3) - 1;
      block.doubles()[row] =
          switch (values) {
            case "walk" -> number;
            case "decimals" -> random.nextInt(10_000) / 100.0;
            default -> random.nextDouble();
          };
    }
    block.range(0, ROWS);
    return block;
  }

  @TearDown(Level.Trial)
  public void close() {
    lease.close();
  }

  @Benchmark
  @OperationsPerInvocation(SERIES * ROWS)
  public long seal() {
    long bytes = 0;
    for (Block block : blocks) {
      EncodedChunk chunk = encoder.encode(block, 0, ROWS, 0);
      bytes += chunk.payloadBytes();
    }
    return bytes;
  }
}
