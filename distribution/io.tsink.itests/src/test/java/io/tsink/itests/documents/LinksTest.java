package io.tsink.itests.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinksTest {
  @TempDir Path folder;

  @Test
  void every_link_of_the_documents_leads_somewhere() throws IOException {
    Path root = Path.of(System.getProperty("tsink.root", "../.."));
    List<String> broken = new ArrayList<>();
    for (Path document : documents(root)) {
      broken.addAll(Links.broken(document));
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void a_link_to_nothing_is_broken_and_others_are_not() throws IOException {
    Files.createFile(folder.resolve("there.md"));
    Path document =
        Files.writeString(
            folder.resolve("document.md"),
            """
            [there](there.md#part) [web](https://example.org) [gone](gone.md)

            ```
            [example](example.md)
            ```
            """);

    assertThat(Links.broken(document)).containsExactly(document + ": gone.md");
  }

  private static List<Path> documents(Path root) throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(root)) {
      files.filter(LinksTest::isDocument).forEach(documents::add);
    }
    try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
      files.filter(LinksTest::isDocument).forEach(documents::add);
    }
    return documents;
  }

  private static boolean isDocument(Path file) {
    return file.toString().endsWith(".md");
  }
}
