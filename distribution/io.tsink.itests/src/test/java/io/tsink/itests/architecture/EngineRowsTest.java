package io.tsink.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineRowsTest {
  @ParameterizedTest
  @CsvSource({
    "io.tsink.engine, io.tsink.engine.recovery",
    "io.tsink.engine.osgi, io.tsink.engine",
    "io.tsink.engine.flush, io.tsink.engine.segment.v1",
    "io.tsink.engine.segment, io.tsink.engine.segment.v1",
    "io.tsink.engine.segment.v1, io.tsink.engine.segment",
    "io.tsink.engine.wal, io.tsink.engine.io",
    "io.tsink.engine.wal, io.tsink.api.store",
  })
  void a_package_uses_lower_rows(String user, String used) {
    assertThat(EngineRows.objection(user, used)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "io.tsink.engine.wal, io.tsink.engine.head, io.tsink.engine.wal of row 1 uses "
        + "io.tsink.engine.head of row 3",
    "io.tsink.engine.wal, io.tsink.engine.index, io.tsink.engine.wal of row 1 uses "
        + "io.tsink.engine.index of row 1",
    "io.tsink.engine.io, io.tsink.engine, io.tsink.engine.io of row 0 uses io.tsink.engine of row"
        + " 7",
    "io.tsink.engine.misc, io.tsink.engine.io, io.tsink.engine.misc is in no row of the engine",
    "io.tsink.engine.wal, io.tsink.engine.misc, io.tsink.engine.misc is in no row of the engine",
  })
  void a_package_does_not_use_its_own_row_or_higher_ones(
      String user, String used, String objection) {
    assertThat(EngineRows.objection(user, used)).hasValue(objection);
  }
}
