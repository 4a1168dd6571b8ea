package io.tsink.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs a real framework over bundles that are nothing but a manifest.
final class CheckCommandTest {
  @TempDir Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void documents_whose_bundles_resolve_pass() throws Exception {
    document("core", "lib");
    document("http", "lib", "user");
    bundle("lib", "Export-Package", "org.example.lib;version=1.2");
    bundle("user", "Import-Package", "org.example.lib;version=\"[1,2)\"");

    assertThat(check("--exact")).isZero();
    assertThat(text(out))
        .isEqualTo(
            "core: 1 bundles resolve\nhttp: 2 bundles resolve\nall together: 2 bundles resolve\n");
  }

  @Test
  void a_bundle_that_does_not_resolve_is_named_with_what_it_misses() throws Exception {
    document("http", "user");
    bundle("user", "Import-Package", "org.example.lib;version=\"[1,2)\"");

    assertThat(check()).isEqualTo(Main.FAILED);
    assertThat(text(err))
        .contains("http:\n  user 1.0.0 does not resolve: ")
        .contains("(osgi.wiring.package=org.example.lib)");
  }

  @Test
  void a_bundle_that_is_not_there_is_named_with_its_place() throws Exception {
    document("http", "gone");
    Files.createDirectories(home.resolve("system"));

    assertThat(check()).isEqualTo(Main.FAILED);
    assertThat(text(err))
        .contains(file("gone") + ": no such file, needed as org.example:gone:1.0.0");
  }

  @Test
  void a_file_no_document_names_fails_the_exact_check_only() throws Exception {
    document("core", "lib");
    bundle("lib", "Export-Package", "org.example.lib");
    bundle("stray", "Export-Package", "org.example.stray");

    assertThat(check()).isZero();
    assertThat(check("--exact")).isEqualTo(Main.FAILED);
    assertThat(text(err)).isEqualTo(file("stray") + ": no feature document names it\n");
  }

  @Test
  void an_unknown_argument_is_a_usage_error() {
    assertThat(check("--fast")).isEqualTo(Main.USAGE);
  }

  private int check(String... arguments) {
    return new CheckCommand(
            new Installation(home),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private void document(String name, String... bundles) throws IOException {
    List<String> entries =
        List.of(bundles).stream()
            .map("{ \"id\": \"org.example:%s:1.0.0\", \"start-order\": 10 }"::formatted)
            .toList();
    Files.createDirectories(home.resolve("features"));
    Files.writeString(
        home.resolve("features").resolve(name + ".json"),
        "{ \"feature-resource-version\": \"1.0\", \"id\": \"t:%s:1\", \"bundles\": %s }"
            .formatted(name, entries));
  }

  private void bundle(String name, String header, String value) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", name);
    attributes.putValue("Bundle-Version", "1.0.0");
    attributes.putValue(header, value);
    Files.createDirectories(Objects.requireNonNull(file(name).getParent()));
    new JarOutputStream(Files.newOutputStream(file(name)), manifest).close();
  }

  private Path file(String name) {
    return home.resolve("system/org/example/%s/1.0.0/%s-1.0.0.jar".formatted(name, name));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
