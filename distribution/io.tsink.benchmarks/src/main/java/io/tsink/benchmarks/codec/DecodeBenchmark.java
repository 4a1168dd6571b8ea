package io.tsink.benchmarks.codec;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.EncodePurpose;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A full chunk of doubles, a walk in hundredths, back into its column. An operation is one value.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before all else
public class DecodeBenchmark {
  private static final int ROWS = 2_048;

  @Param({"DecimalAlpF64", "GorillaXorF64"})
  private String codec;

  private final double[] decoded = new double[ROWS];
  private final Scratch scratch = new Scratch();
  private final Output payload = new Output(8 * ROWS);
  private DoubleCodec subject;

  @Setup
  public void encode() {
    subject = find(codec);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    double[] values = new double[ROWS];
    int hundredths = 5_000;
    for (int i = 0; i < ROWS; i++) {
      hundredths += random.nextInt(-50, 51);
      values[i] = hundredths / 100.0;
    }
    payload.clear();
    subject.encode(values, 0, ROWS, new EncodeContext(EncodePurpose.FLUSH, new Scratch()), payload);
  }

  private static DoubleCodec find(String name) {
    for (DoubleCodec found : ServiceLoader.load(DoubleCodec.class)) {
      if (found.name().equals(name)) {
        return found;
      }
    }
    throw new IllegalArgumentException("codec %s is not installed".formatted(name));
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] decode() throws CorruptBlock {
    subject.decode(
        payload.array(),
        0,
        payload.size(),
        subject.formatVersion(),
        ROWS,
        0,
        ROWS,
        decoded,
        0,
        scratch);
    return decoded;
  }
}
