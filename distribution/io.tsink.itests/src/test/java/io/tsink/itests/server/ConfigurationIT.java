package io.tsink.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConfigurationIT {
  @Test
  void the_documentation_shows_the_file_that_is_shipped() throws IOException {
    String shipped = Files.readString(Archive.home().resolve("etc/tsink.yaml"));
    Path document =
        Path.of(System.getProperty("tsink.root", "../.."), "docs/operate/configuration.md");

    assertThat(document)
        .as("to be renewed by what \"tsink config template\" prints")
        .content()
        .contains("```yaml\n" + shipped + "```\n");
  }
}
