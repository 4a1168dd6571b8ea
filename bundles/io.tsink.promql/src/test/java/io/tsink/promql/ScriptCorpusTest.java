package io.tsink.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine against the conformance scripts: what it carries must be right, what it does not
/// carry must say so.
class ScriptCorpusTest {

  /// At least so many evals pass.
  private static final int PASSING = 754;

  @ParameterizedTest
  @ValueSource(longs = {1_000, 1_000_000, 1_000_000_000})
  void every_eval_is_right_or_unsupported(long unitsPerSecond) throws IOException {
    List<Path> scripts;
    try (Stream<Path> files = Files.list(Corpora.folder("promql"))) {
      scripts = files.filter(file -> file.toString().endsWith(".test")).sorted().toList();
    }
    int passed = 0;
    List<String> wrong = new ArrayList<>();
    for (Path script : scripts) {
      PromScript.Outcome outcome = PromScript.run(Files.readString(script), unitsPerSecond);
      passed += outcome.passed();
      outcome.notes().forEach(note -> wrong.add(script.getFileName() + " " + note));
      System.out.printf(
          "corpus promql/%s (%d units/s): passed %d, failed %d, unsupported %d%n",
          script.getFileName(),
          unitsPerSecond,
          outcome.passed(),
          outcome.failed(),
          outcome.unsupported());
    }

    assertThat(wrong).isEmpty();
    assertThat(passed).isGreaterThanOrEqualTo(PASSING);
  }
}
