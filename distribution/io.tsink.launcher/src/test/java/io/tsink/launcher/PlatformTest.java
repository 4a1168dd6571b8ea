package io.tsink.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.cm.impl.Activator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs a real framework with the real ConfigurationAdmin and small bundles of our own.
final class PlatformTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path home;
  private final List<Platform> running = new ArrayList<>();

  @AfterEach
  void stop() {
    running.forEach(platform -> platform.stop(PATIENCE));
  }

  @Test
  void a_bundle_starts_when_configurations_and_the_launchers_services_are_there() throws Exception {
    configurationAdmin();
    bundle("probe");
    document("test", "cm@1", "probe@40");
    Platform platform = install();
    BlockingQueue<String> said = new LinkedBlockingQueue<>();

    platform.resolve();
    platform.offer("ready", said::add);
    start(platform);

    platform.requireAllActive();
    assertThat(said).containsExactly("configured=true isolated=true");
    assertThat(platform.components()).isEqualTo(new Components(List.of(), List.of()));
    assertThat(platform.stop(PATIENCE)).isTrue();
  }

  @Test
  void a_bundle_that_does_not_start_is_named_with_the_reason() throws Exception {
    configurationAdmin();
    bundle("probe", ProbeActivator.THROW, "no disk");
    document("test", "cm@1", "probe@40");
    Platform platform = install();

    platform.resolve();
    start(platform);

    assertThatThrownBy(platform::requireAllActive)
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith("probe 1.0.0 does not start: ")
        .hasMessageContaining("no disk");
  }

  @Test
  void without_a_configuration_admin_nothing_is_started() throws Exception {
    bundle("probe");
    document("test", "probe@40");
    Platform platform = install();

    platform.resolve();

    assertThatThrownBy(() -> platform.start(Map.of("pid", Map.of("a", "b")), () -> {}))
        .hasMessage("no ConfigurationAdmin at start level 1");
  }

  private Platform install() throws LaunchException {
    Installation installation = new Installation(home);
    FeatureSet features = FeatureSet.read(installation.features(), List.of("test"));
    Platform platform = Platform.install(installation, features, home.resolve("cache"), Map.of());
    running.add(platform);
    return platform;
  }

  private static void start(Platform platform) throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    platform.start(
        Map.of("pid", Map.of("a", "b"), "factory~one", Map.of("c", 1L)), started::countDown);
    started.await();
  }

  /// @param bundles `name@level`
  private void document(String name, String... bundles) throws IOException {
    List<String> entries =
        List.of(bundles).stream()
            .map(bundle -> bundle.split("@", -1))
            .map(
                parts ->
                    "{ \"id\": \"org.example:%s:1.0.0\", \"start-order\": %s }"
                        .formatted(parts[0], parts[1]))
            .toList();
    Files.createDirectories(home.resolve("features"));
    Files.writeString(
        home.resolve("features").resolve(name + ".json"),
        "{ \"feature-resource-version\": \"1.0\", \"id\": \"t:%s:1\", \"bundles\": %s }"
            .formatted(name, entries));
  }

  private void configurationAdmin() throws Exception {
    Path jar = Path.of(Activator.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(jar, file("cm"));
  }

  private void bundle(String name, String... headers) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", name);
    attributes.putValue("Bundle-Version", "1.0.0");
    attributes.putValue("Bundle-Activator", ProbeActivator.class.getName());
    attributes.putValue("Import-Package", "org.osgi.framework");
    for (int i = 0; i < headers.length; i += 2) {
      attributes.putValue(headers[i], headers[i + 1]);
    }
    String entry = ProbeActivator.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file(name)), manifest);
        InputStream code = ProbeActivator.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      Objects.requireNonNull(code).transferTo(jar);
    }
  }

  private Path file(String name) throws IOException {
    Path folder = home.resolve("system/org/example/%s/1.0.0".formatted(name));
    Files.createDirectories(folder);
    return folder.resolve("%s-1.0.0.jar".formatted(name));
  }
}
