package io.tsink.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceTest {
  @TempDir Path folder;

  @Test
  void one_server_at_a_time_has_the_workspace_of_a_data_folder() throws Exception {
    Path data = folder.resolve("data");
    try (Workspace first = Workspace.open(data)) {
      assertThat(first.cache().getParent()).isEqualTo(data.resolve(".felix"));
      assertThatThrownBy(() -> Workspace.open(data))
          .isInstanceOf(LaunchException.class)
          .hasMessage(
              "data-path: %s is in use by another server, expected a folder of its own for each"
                  .formatted(data));
    }
    Workspace.open(data).close();
  }

  @Test
  void a_data_folder_that_cannot_be_made_is_refused() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Workspace.open(file))
        .hasMessageStartingWith("data-path: %s cannot be used: ".formatted(file));
  }
}
