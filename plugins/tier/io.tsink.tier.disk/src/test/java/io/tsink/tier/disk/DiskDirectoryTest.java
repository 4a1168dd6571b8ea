package io.tsink.tier.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.spi.option.OptionException;
import io.tsink.spi.tier.ObjectDigest;
import io.tsink.spi.tier.ObjectSource;
import io.tsink.spi.tier.PutCondition;
import io.tsink.spi.tier.TierBackend;
import io.tsink.spi.tier.TierBackendFactory;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import io.tsink.spi.tier.TierKey;
import io.tsink.testkit.tier.FakeTierHost;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskDirectoryTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir Path directory;
  private final TierCall call = TierCall.within(Duration.ofMinutes(1));

  @Test
  void the_factory_is_found_on_a_class_path() {
    assertThat(ServiceLoader.load(TierBackendFactory.class))
        .extracting(TierBackendFactory::type)
        .contains("disk");
  }

  @Test
  void a_directory_must_be_named() {
    assertThatThrownBy(() -> new DiskTierFactory().options().read(Map.of()))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("directory: missing");
  }

  @Test
  void a_directory_that_is_not_there_is_not_made() {
    Path absent = directory.resolve("absent");
    try (TierBackend tier = open(absent)) {
      assertFails(Kind.UNAVAILABLE, () -> put(tier, "a"));
      assertFails(Kind.UNAVAILABLE, () -> tier.stat(TierKey.of("a"), call));
      assertFails(Kind.UNAVAILABLE, () -> tier.probe(call));
    }

    assertThat(absent).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a/b/c/d", "a/b/c/d/e"})
  void a_key_and_a_leading_part_of_it_are_not_both_stored(String text) {
    try (TierBackend tier = open(directory)) {
      put(tier, "a/b/c");

      assertFails(Kind.INVALID, () -> put(tier, text));
      assertFails(
          Kind.INVALID,
          () ->
              tier.put(
                  TierKey.of(text),
                  ObjectSource.of(CONTENT),
                  ObjectDigest.of(CONTENT),
                  PutCondition.ifAbsent(),
                  call));
      assertThat(tier.stat(TierKey.of("a/b/c"), call)).isPresent();
    }
  }

  @Test
  void a_finished_upload_leaves_one_file_and_a_deleted_object_none() throws IOException {
    try (TierBackend tier = open(directory)) {
      put(tier, "a/b/c");
      assertThat(files()).containsExactly("lock", "objects/a/b/c");

      tier.delete(TierKey.of("a/b/c"), call);
      assertThat(files()).containsExactly("lock");
      assertThat(directory.resolve("objects/a")).doesNotExist();
    }
  }

  @Test
  void a_file_begins_with_the_content() throws IOException {
    try (TierBackend tier = open(directory)) {
      put(tier, "a");

      assertThat(Files.readAllBytes(directory.resolve("objects/a"))).startsWith(CONTENT);
    }
  }

  @Test
  void a_replacement_waits_for_the_lock_until_its_deadline() throws IOException {
    try (TierBackend tier = open(directory)) {
      put(tier, "a");
      try (FileChannel file =
              FileChannel.open(directory.resolve("lock"), StandardOpenOption.WRITE);
          FileLock _ = file.lock()) {
        TierCall brief = TierCall.within(Duration.ofMillis(50));
        assertFails(
            Kind.TIMEOUT,
            () ->
                tier.put(
                    TierKey.of("a"),
                    ObjectSource.of(new byte[9]),
                    ObjectDigest.of(new byte[9]),
                    PutCondition.always(),
                    brief));
      }

      assertThat(tier.stat(TierKey.of("a"), call).orElseThrow().length()).isEqualTo(CONTENT.length);
      assertThat(files()).containsExactly("lock", "objects/a");
    }
  }

  private TierBackend open(Path root) {
    return new DiskTier(new FakeTierHost(), new DiskLayout(root));
  }

  private void put(TierBackend tier, String key) {
    tier.put(
        TierKey.of(key),
        ObjectSource.of(CONTENT),
        ObjectDigest.of(CONTENT),
        PutCondition.always(),
        call);
  }

  private Stream<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  private static void assertFails(Kind kind, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(TierException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
