package io.tsink.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComponentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          io.tsink.X: /data is locked                                    | /data is locked
          java.lang.Reflect\\n\\tat a.b\\nCaused by: io.Y: disk: full     | disk: full
          A\\nCaused by: B: b\\n\\tat x\\nCaused by: C: innermost\\n\\t... | innermost
          just words: and more                                           | just words: and more
          """)
  void the_reason_of_a_failure_is_its_innermost_message(String trace, String expected) {
    assertThat(Components.reason(trace.replace("\\n", "\n").replace("\\t", "\t")))
        .isEqualTo(expected);
  }
}
