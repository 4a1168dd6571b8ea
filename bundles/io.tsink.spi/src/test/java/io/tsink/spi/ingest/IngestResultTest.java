package io.tsink.spi.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestResultTest {
  private static Outcomes rejected(Reason... reasons) {
    var recorder = new Outcomes.Recorder();
    for (int i = 0; i < reasons.length; i++) {
      recorder.reject(10 + i, reasons[i], "detail " + i);
    }
    return recorder.outcomes();
  }

  @Test
  void nothing_rejected_is_204() {
    assertThat(IngestResult.nothing().httpStatus()).isEqualTo(204);
    assertThat(IngestResult.builder().samples(3).build().complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, CARDINALITY_LIMIT, CARDINALITY_LIMIT, 429",
    "0, TENANT_LIMIT, CARDINALITY_LIMIT, 429",
    "1, CARDINALITY_LIMIT, CARDINALITY_LIMIT, 400",
    "0, CARDINALITY_LIMIT, TOO_OLD, 400",
    "0, TOO_OLD, MALFORMED, 400"
  })
  void only_limits_without_anything_stored_ask_for_another_try(
      int stored, Reason first, Reason second, int status) {
    IngestResult result =
        IngestResult.builder().samples(stored).rows(rejected(first, second)).build();

    assertThat(result.httpStatus()).isEqualTo(status);
  }

  @Test
  void a_refused_exemplar_makes_a_result_incomplete() {
    IngestResult result =
        IngestResult.builder().exemplarRows(rejected(Reason.INVALID_EXEMPLAR)).build();

    assertThat(result.complete()).isFalse();
    assertThat(result.httpStatus()).isEqualTo(400);
  }

  @Test
  void the_report_has_counts_and_the_first_rejections() {
    IngestResult result =
        IngestResult.builder()
            .samples(2)
            .histograms(1)
            .exemplars(4)
            .metadata(5)
            .rows(rejected(Reason.TOO_OLD, Reason.MALFORMED, Reason.TOO_OLD))
            .exemplarRows(rejected(Reason.INVALID_EXEMPLAR))
            .build();

    assertThat(result.report("line", 2))
        .isEqualTo(
            """
            stored: 2 samples, 1 histograms, 4 exemplars, 5 metadata entries; rejected: 4
            line 10: TOO_OLD: detail 0
            line 11: MALFORMED: detail 1
            … and 2 more
            """);
    assertThat(result.report("line", 9)).endsWith("exemplar 10: INVALID_EXEMPLAR: detail 0\n");
    assertThat(result.stored()).isEqualTo(3);
  }
}
