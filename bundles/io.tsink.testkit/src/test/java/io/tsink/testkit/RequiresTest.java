package io.tsink.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

final class RequiresTest {
  private static final String INSTALL = "apt-get install -y reader";

  @TempDir Path folder;

  @Test
  void the_first_program_of_the_path_is_found() throws IOException {
    Path program = program("reader");
    String path = folder.resolve("absent") + File.pathSeparator + folder;

    assertThat(requires(Map.of("PATH", path)).findProgram("reader", INSTALL)).isEqualTo(program);
  }

  @Test
  void a_file_that_cannot_be_run_is_no_program() throws IOException {
    Files.createFile(folder.resolve("reader"));

    assertThatThrownBy(
            () -> requires(Map.of("PATH", folder.toString())).findProgram("reader", INSTALL))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void a_missing_program_skips_the_test_and_says_how_to_install_it() {
    assertThatThrownBy(() -> requires(Map.of()).findProgram("reader", INSTALL))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("missing: reader; install: apt-get install -y reader");
  }

  @Test
  void a_missing_program_fails_the_test_in_ci() {
    assertThatThrownBy(() -> requires(Map.of("CI", "true")).findProgram("reader", INSTALL))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage("missing: reader; install: apt-get install -y reader");
  }

  @Test
  void a_corpus_is_found_relative_to_the_root() throws IOException {
    Path corpus = Files.createDirectories(folder.resolve("shared/corpora/promql"));
    Requires requires =
        requires(
            Map.of(),
            "tsink.root",
            folder.resolve("project").toString(),
            "tsink.corpora",
            "../shared/corpora");

    assertThat(requires.findCorpus("promql")).isEqualTo(corpus);
  }

  @Test
  void a_missing_corpus_skips_the_test_and_says_what_to_pass() {
    assertThatThrownBy(
            () -> requires(Map.of(), "tsink.corpora", folder.toString()).findCorpus("promql"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageStartingWith("missing: corpus promql; install: pass -Dtsink.corpora=");
  }

  @Test
  void a_corpus_without_a_folder_of_corpora_is_missing() {
    assertThatThrownBy(() -> requires(Map.of("CI", "true")).findCorpus("."))
        .isInstanceOf(AssertionFailedError.class);
  }

  @Test
  void only_root_is_root() {
    assertThatCode(() -> requires(Map.of(), "user.name", "root").checkRoot())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> requires(Map.of(), "user.name", "guest").checkRoot())
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("missing: the rights of root; install: run the tests as root");
  }

  private Path program(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static Requires requires(Map<String, String> environment, String... properties) {
    Properties all = new Properties();
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return new Requires(environment, all);
  }
}
