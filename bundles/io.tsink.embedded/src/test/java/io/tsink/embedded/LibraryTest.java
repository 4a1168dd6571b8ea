package io.tsink.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user of the library gets and does.
final class LibraryTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path directory;

  @Test
  void the_example_of_the_page_compiles_and_runs() throws IOException, InterruptedException {
    Path example = directory.resolve("Example.java");
    Files.writeString(example, firstExample(page()));

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                String.join(File.pathSeparator, classPath()),
                example.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("{room=\"kitchen\"}", "21.5");
    assertThat(directory.resolve("data")).isNotEmptyDirectory();
  }

  @Test
  void the_page_names_this_version() throws IOException {
    assertThat(page())
        .contains("<version>%s</version>".formatted(System.getProperty("tsink.version")));
  }

  @Test
  void no_framework_comes_with_it() throws IOException {
    List<String> entries = classPath();

    assertThat(entries).allSatisfy(entry -> assertThat(packages(entry)).noneMatch(this::isOsgi));
    assertThat(entries).anyMatch(entry -> entry.contains("io.tsink.codec.floats"));
  }

  private boolean isOsgi(String name) {
    return name.startsWith("org/osgi/") || name.startsWith("org/apache/felix/");
  }

  private static List<String> packages(String entry) throws IOException {
    Path path = Path.of(entry);
    if (Files.isDirectory(path)) {
      try (var files = Files.walk(path)) {
        return files.map(file -> path.relativize(file).toString()).toList();
      }
    }
    try (var jar = new JarFile(path.toFile())) {
      return jar.stream().map(file -> file.getName()).toList();
    }
  }

  private static String firstExample(String page) {
    Matcher matcher = JAVA.matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of(System.getProperty("tsink.root"), "docs", "library.md"));
  }

  private static List<String> classPath() throws IOException {
    String dependencies = Files.readString(Path.of(System.getProperty("tsink.class.path")));
    String all = System.getProperty("tsink.classes") + File.pathSeparator + dependencies.strip();
    return Arrays.asList(all.split(File.pathSeparator, -1));
  }
}
