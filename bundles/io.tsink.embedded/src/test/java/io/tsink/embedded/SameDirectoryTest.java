package io.tsink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.Engine;
import io.tsink.engine.EngineCodecs;
import io.tsink.engine.EngineOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A directory of the library opens in an engine that is put together as the server does, and the
/// other way round.
final class SameDirectoryTest {
  private static final long ROWS = 5_000;

  @TempDir private Path directory;

  @Test
  void what_the_library_wrote_opens_in_the_server_and_comes_back() {
    try (Tsink tsink = library()) {
      fill(tsink, 0);
      tsink.flush();
      fill(tsink, ROWS);
    }

    List<SeriesPoints> seen;
    try (Engine engine = server(EngineCodecs.fromServiceLoader(getClass().getClassLoader()))) {
      seen = new Verbs(engine).selectAll(Selection.everything(), 0, 2 * ROWS);
      assertThat(seen).hasSize(3).allMatch(series -> series.points().size() == 2 * ROWS);
    }

    try (Tsink tsink = library()) {
      assertThat(tsink.selectAll(Selection.everything(), 0, 2 * ROWS)).isEqualTo(seen);
    }
  }

  @Test
  void the_library_writes_with_the_codecs_of_the_plugins() {
    try (Tsink tsink = library()) {
      fill(tsink, 0);
      tsink.flush();
    }

    try (Engine engine = server(EngineCodecs.plain())) {
      assertThatThrownBy(() -> new Verbs(engine).selectAll(Selection.everything(), 0, ROWS))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CODEC_MISSING));
    }
  }

  private static void fill(Tsink tsink, long from) {
    for (String name : List.of("a", "b", "c")) {
      tsink.write(
          writer -> {
            var series = writer.series(Labels.of("__name__", name));
            for (long i = from; i < from + ROWS; i++) {
              writer.append(series, i, i * 0.25 + name.charAt(0));
            }
          });
    }
  }

  private Tsink library() {
    return Tsink.builder()
        .dataPath(directory)
        .precision(TimestampPrecision.MILLISECONDS)
        .retention(null)
        .open();
  }

  private Engine server(EngineCodecs codecs) {
    EngineOptions options =
        EngineOptions.builder()
            .dataPath(directory)
            .precision(TimestampPrecision.MILLISECONDS)
            .retention(null)
            .build();
    return Engine.open(options, codecs).awaitReady(Duration.ofSeconds(30));
  }
}
