package io.tsink.engine.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What holds for the real file system and for the one in memory alike.
class StoreFilesTest {
  @TempDir private Path directory;

  /// A promise that is checked on a file system, within an empty directory.
  private interface Promise {
    void check(StoreFiles files, Path directory) throws IOException;
  }

  private Stream<DynamicTest> both(Promise promise) {
    return Stream.of(
        DynamicTest.dynamicTest("on disk", () -> promise.check(StoreFiles.disk(), directory)),
        DynamicTest.dynamicTest(
            "in memory",
            () -> {
              FaultyFiles files = new FaultyFiles();
              files.createDirectories(directory);
              promise.check(files, directory);
            }));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static void write(StoreFiles files, Path path, String text) throws IOException {
    try (StoreFile file = files.create(path)) {
      file.append(ascii(text), 0, text.length());
    }
  }

  private static String read(StoreFiles files, Path path) throws IOException {
    try (StoreFile file = files.openRead(path)) {
      byte[] bytes = new byte[100];
      return new String(bytes, 0, file.read(0, bytes, 0, bytes.length), US_ASCII);
    }
  }

  @TestFactory
  Stream<DynamicTest> a_file_is_appended_read_at_positions_and_truncated() {
    return both(
        (files, dir) -> {
          Path path = dir.resolve("a");
          try (StoreFile file = files.create(path)) {
            file.append(ascii("xhello"), 1, 5);
            file.append(ascii(" world"), 0, 6);
            file.sync();
            byte[] target = new byte[10];
            assertThat(file.read(6, target, 2, 5)).isEqualTo(5);
            assertThat(new String(target, 2, 5, US_ASCII)).isEqualTo("world");
            assertThat(file.read(9, target, 0, 10)).isEqualTo(2);
            assertThat(file.read(11, target, 0, 10)).isZero();
            assertThat(file.read(99, target, 0, 10)).isZero();
            file.truncate(5);
            assertThat(file.size()).isEqualTo(5);
            file.append(ascii("!"), 0, 1);
            assertThat(file.path()).isEqualTo(path);
          }
          try (StoreFile file = files.open(path)) {
            file.append(ascii("?"), 0, 1);
          }
          assertThat(read(files, path)).isEqualTo("hello!?");
          assertThat(files.size(path)).isEqualTo(7);
        });
  }

  @TestFactory
  Stream<DynamicTest> creating_a_file_that_is_there_and_opening_one_that_is_not_fails() {
    return both(
        (files, dir) -> {
          write(files, dir.resolve("a"), "");
          assertThatThrownBy(() -> files.create(dir.resolve("a")))
              .isInstanceOf(FileAlreadyExistsException.class);
          assertThatThrownBy(() -> files.open(dir.resolve("b")))
              .isInstanceOf(NoSuchFileException.class);
          assertThatThrownBy(() -> files.openRead(dir.resolve("b")))
              .isInstanceOf(NoSuchFileException.class);
          assertThatThrownBy(() -> files.delete(dir.resolve("b")))
              .isInstanceOf(NoSuchFileException.class);
          assertThatThrownBy(() -> files.list(dir.resolve("b")))
              .isInstanceOf(NoSuchFileException.class);
        });
  }

  @TestFactory
  Stream<DynamicTest> directories_are_listed_by_name_renamed_and_removed_with_all_they_hold() {
    return both(
        (files, dir) -> {
          Path deep = dir.resolve("x").resolve("y");
          files.createDirectories(deep);
          files.createDirectories(deep);
          write(files, deep.resolve("2"), "two");
          write(files, deep.resolve("1"), "one");
          files.syncDirectory(deep);
          assertThat(files.list(deep)).containsExactly(deep.resolve("1"), deep.resolve("2"));
          files.rename(deep, dir.resolve("z"));
          assertThat(read(files, dir.resolve("z").resolve("1"))).isEqualTo("one");
          assertThat(files.exists(deep)).isFalse();
          assertThat(files.isDirectory(dir.resolve("z"))).isTrue();
          files.deleteTree(dir.resolve("z"));
          files.deleteTree(dir.resolve("z"));
          assertThat(files.exists(dir.resolve("z"))).isFalse();
        });
  }

  @TestFactory
  Stream<DynamicTest> a_rename_replaces_a_file_and_a_link_keeps_the_content() {
    return both(
        (files, dir) -> {
          write(files, dir.resolve("old"), "old");
          write(files, dir.resolve("new"), "new");
          files.hardLink(dir.resolve("link"), dir.resolve("old"));
          files.rename(dir.resolve("new"), dir.resolve("old"));
          assertThat(read(files, dir.resolve("old"))).isEqualTo("new");
          assertThat(read(files, dir.resolve("link"))).isEqualTo("old");
        });
  }

  @TestFactory
  Stream<DynamicTest> mapped_bytes_stay_when_the_file_is_removed() {
    return both(
        (files, dir) -> {
          write(files, dir.resolve("a"), "mapped");
          write(files, dir.resolve("empty"), "");
          try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = files.map(dir.resolve("a"), arena);
            files.delete(dir.resolve("a"));
            assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(ascii("mapped"));
            assertThat(memory.isReadOnly()).isTrue();
            assertThat(files.map(dir.resolve("empty"), arena).byteSize()).isZero();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> a_directory_is_locked_by_one_at_a_time() {
    return both(
        (files, dir) -> {
          Path path = dir.resolve("LOCK");
          try (ProcessLock _ = files.lock(path)) {
            for (int i = 0; i < 2; i++) {
              assertThatThrownBy(() -> files.lock(path).close())
                  .isInstanceOfSatisfying(
                      StorageException.class,
                      e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT))
                  .hasMessageContaining("in use");
            }
          }
          files.lock(path).close();
        });
  }

  @TestFactory
  Stream<DynamicTest> an_interrupt_cuts_nothing_short_and_is_kept() {
    return both(
        (files, dir) -> {
          write(files, dir.resolve("a"), "text");
          Thread.currentThread().interrupt();
          try (StoreFile file = files.open(dir.resolve("a"));
              Arena arena = Arena.ofShared()) {
            file.append(ascii("!"), 0, 1);
            file.sync();
            files.syncDirectory(dir);
            assertThat(files.map(dir.resolve("a"), arena).byteSize()).isEqualTo(5);
            files.lock(dir.resolve("LOCK")).close();
          } finally {
            assertThat(Thread.interrupted()).isTrue();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> there_is_room() {
    return both((files, dir) -> assertThat(files.usableSpace(dir)).isPositive());
  }

  @TestFactory
  Stream<DynamicTest> the_lock_names_its_holder() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "on disk",
            () -> {
              Path path = directory.resolve("LOCK");
              try (ProcessLock _ = StoreFiles.disk().lock(path)) {
                assertThat(Files.readString(path).strip())
                    .isEqualTo("" + ProcessHandle.current().pid());
                assertThatThrownBy(() -> StoreFiles.disk().lock(path).close())
                    .hasMessageContaining("" + ProcessHandle.current().pid());
              }
            }));
  }
}
