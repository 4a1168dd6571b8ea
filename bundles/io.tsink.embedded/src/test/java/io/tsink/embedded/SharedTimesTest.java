package io.tsink.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.CommitOptions;
import io.tsink.engine.Engine;
import io.tsink.engine.EngineCodecs;
import io.tsink.engine.EngineOptions;
import io.tsink.testkit.storage.Sample;
import io.tsink.testkit.storage.StorageReader;
import io.tsink.testkit.storage.StorageWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Series with the same times share them in a segment; a codec may write those of a fixed step in
/// the same bytes, however many they are.
final class SharedTimesTest {
  @TempDir private Path directory;

  @Test
  void series_that_begin_alike_and_have_different_numbers_of_samples_are_all_read() {
    EngineOptions options =
        EngineOptions.builder()
            .dataPath(directory)
            .retention(null)
            .walSyncInterval(Duration.ofHours(1))
            .build();
    EngineCodecs codecs = EngineCodecs.fromServiceLoader(getClass().getClassLoader());
    List<Sample> samples = new ArrayList<>();
    for (int count : new int[] {44, 50, 7, 44, 200}) {
      Labels labels = Labels.of("__name__", "m", "n", Integer.toString(samples.size()));
      for (int i = 0; i < count; i++) {
        samples.add(Sample.of(labels, 1_000L * i, i));
      }
    }
    try (Engine engine = Engine.open(options, codecs).awaitReady(Duration.ofSeconds(30))) {
      StorageWriter.commit(engine, CommitOptions.defaults(), _ -> {}, samples);

      new Verbs(engine).flush();

      assertThat(
              StorageReader.read(engine, Selection.everything(), TimeRange.ALL).values().stream()
                  .flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(samples);
    }
  }
}
