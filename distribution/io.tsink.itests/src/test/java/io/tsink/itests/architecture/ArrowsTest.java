package io.tsink.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArrowsTest {
  private static final Arrows ARROWS =
      new Arrows(
          List.of(
              "io.tsink.api",
              "io.tsink.config",
              "io.tsink.engine",
              "io.tsink.http",
              "io.tsink.http.query",
              "io.tsink.launcher",
              "io.tsink.promql",
              "io.tsink.protocol.influx",
              "io.tsink.spi"));

  @ParameterizedTest
  @CsvSource({
    "io.tsink.engine, io.tsink.engine.wal, io.tsink.api.Labels",
    "io.tsink.engine, io.tsink.engine.wal, io.tsink.engine.io.Frame",
    "io.tsink.engine, io.tsink.engine.query, com.google.re2j.Pattern",
    "io.tsink.engine, io.tsink.engine.osgi, org.osgi.service.component.ComponentContext",
    "io.tsink.http.query, io.tsink.http.query, io.tsink.http.Router",
    "io.tsink.launcher, io.tsink.launcher, org.osgi.framework.Bundle",
    "io.tsink.protocol.influx, io.tsink.protocol.influx, io.tsink.spi.ingest.Sink",
    "io.tsink.protocol.influx, io.tsink.protocol.influx, "
        + "org.osgi.service.component.annotations.Component",
    "io.tsink.api, io.tsink.api, java.util.List",
    "io.tsink.itests, io.tsink.itests, io.tsink.engine.Engine",
  })
  void the_table_allows_it(String module, String user, String used) {
    assertThat(ARROWS.objection(module, user, used)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "io.tsink.api, io.tsink.api, io.tsink.spi.codec.Codec",
    "io.tsink.api, io.tsink.api, org.slf4j.Logger",
    "io.tsink.engine, io.tsink.engine.query, io.tsink.promql.Parser",
    "io.tsink.engine, io.tsink.engine.query, org.osgi.framework.Bundle",
    "io.tsink.engine, io.tsink.engine, io.tsink.engine.osgi.EngineComponent",
    "io.tsink.http, io.tsink.http, io.tsink.http.query.QueryResource",
    "io.tsink.promql, io.tsink.promql, io.tsink.engine.Engine",
    "io.tsink.protocol.influx, io.tsink.protocol.influx, io.tsink.engine.Engine",
    "io.tsink.protocol.influx, io.tsink.protocol.influx, org.osgi.framework.Bundle",
    "io.tsink.protocol.influx, io.tsink.protocol.influx, io.tsink.protocol.graphite.Line",
  })
  void the_table_forbids_it(String module, String user, String used) {
    assertThat(ARROWS.objection(module, user, used)).isPresent();
  }

  @Test
  void a_module_without_a_row_is_refused() {
    assertThat(ARROWS.objection("io.tsink.misc", "io.tsink.misc", "java.util.List"))
        .hasValue("io.tsink.misc is in no row of the table of arrows");
  }

  @Test
  void a_package_belongs_to_the_module_with_the_longest_name() {
    assertThat(ARROWS.moduleOf("io.tsink.http.query.json")).hasValue("io.tsink.http.query");
    assertThat(ARROWS.moduleOf("io.tsink.http.tls")).hasValue("io.tsink.http");
    assertThat(ARROWS.moduleOf("io.tsink.httpd")).isEmpty();
  }
}
