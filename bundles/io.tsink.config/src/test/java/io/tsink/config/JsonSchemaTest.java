package io.tsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  @Test
  void the_text_is_the_same_in_every_virtual_machine() {
    String schema = JsonSchema.of(ServerKeys.catalog());

    assertThat(schema).contains("\"pattern\"").contains("\"minLength\"");
    assertThat(schema).doesNotContainPattern("\"type\": \"string\",\\s+\"(pattern|minLength)\"");
  }
}
