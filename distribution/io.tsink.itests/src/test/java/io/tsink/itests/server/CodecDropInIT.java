package io.tsink.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.itests.server.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodecDropInIT {
  private static final String CODEC = "ExampleSequence";

  /// What the codec prints when it codes a chunk of a sequence.
  private static final Pattern CODED = Pattern.compile("^ExampleSequence: \\d+ values");

  private static final int CHUNK = 200;
  private static final int SAMPLES = 5 * CHUNK;

  @TempDir private Path folder;
  private final long base = System.currentTimeMillis() - 3_600_000;

  @Test
  void a_codec_of_others_is_used_then_missed_by_its_name_then_used_again() throws IOException {
    Path codec = ThirdPartyBundle.codec(Files.createDirectory(folder.resolve("codec")));
    DropIn dropIn = new DropIn(folder.resolve("plugins"), "sequence");
    try (ServerProcess server = server().start()) {
      Client client = server.client();
      write(client, "before");
      assertThat(server.process().count(CODED)).isZero();

      dropIn.put(codec);
      var probes = new AtomicInteger();
      Waiting.until(
          ChildProcess.PATIENCE,
          () -> "a chunk by the dropped-in codec: " + server.process().text(),
          () -> {
            write(client, "probe_" + probes.incrementAndGet());
            return server.process().count(CODED) > 0;
          });
      write(client, "sequence");
      assertAnswers(client, "sequence");

      dropIn.remove();
      Waiting.until(
          ChildProcess.PATIENCE,
          () -> "an answer that names the codec: " + answer(client, "sequence"),
          () -> answer(client, "sequence").body().contains(CODEC));
      assertThat(answer(client, "sequence").status()).isGreaterThanOrEqualTo(400);
      assertAnswers(client, "before");
      write(client, "meanwhile");
      assertAnswers(client, "meanwhile");

      dropIn.put(codec);
      awaitAnswer(client, "sequence");
      assertAnswers(client, "sequence");
      String _ = server.stop();
    }

    try (ServerProcess server = server().start()) {
      assertAnswers(server.client(), "sequence");
      assertAnswers(server.client(), "meanwhile");
      String _ = server.stop();
    }
    dropIn.remove();
    try (ServerProcess server = server().start()) {
      Client client = server.client();
      assertThat(answer(client, "sequence").body()).contains(CODEC);
      assertAnswers(client, "before");
      dropIn.put(codec);
      awaitAnswer(client, "sequence");
      assertAnswers(client, "sequence");
    }
  }

  private ServerProcess.Launch server() {
    return ServerProcess.on(folder.resolve("data"))
        .with("plugins.folder", folder.resolve("plugins"))
        .with("storage.chunk-points", CHUNK)
        .with("storage.flush-size", "1KiB");
  }

  private void write(Client client, String name) {
    long[] times = LongStream.range(0, SAMPLES).map(i -> base + i).toArray();
    Answer answer =
        client.write(new WriteRequest().series(Map.of("__name__", name), times, values()));
    assertThat(answer).isEqualTo(new Answer(204, ""));
  }

  private Answer answer(Client client, String name) {
    return client.instant(name + "[10s]", base + SAMPLES);
  }

  private void awaitAnswer(Client client, String name) {
    Waiting.until(
        ChildProcess.PATIENCE,
        () -> "an answer: " + answer(client, name),
        () -> answer(client, name).status() == 200);
  }

  private void assertAnswers(Client client, String name) {
    QueryAnswer answer = QueryAnswer.of(answer(client, name));
    assertThat(answer.series()).hasSize(1);
    assertThat(answer.series().values().iterator().next())
        .extracting(QueryAnswer.Point::value)
        .containsExactly(Arrays.stream(values()).boxed().toArray(Double[]::new));
  }

  /// A sequence that the codec knows how to continue; no other codec finds anything in it.
  private static double[] values() {
    double[] values = new double[SAMPLES];
    long bits = 0x3FF0_0000_0000_0000L;
    for (int i = 0; i < SAMPLES; i++) {
      values[i] = Double.longBitsToDouble(bits);
      long mixed = (bits * 6364136223846793005L + 1442695040888963407L) ^ (bits >>> 29);
      bits = 0x3FF0_0000_0000_0000L | (mixed & ((1L << 52) - 1));
    }
    return values;
  }
}
