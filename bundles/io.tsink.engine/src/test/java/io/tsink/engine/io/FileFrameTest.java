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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileFrameTest {
  private static final FileFrame FRAME = new FileFrame("TEST", 3);
  private static final Path DIRECTORY = Path.of("/store");
  private static final Path FILE = DIRECTORY.resolve("file");

  private final FaultyFiles files = new FaultyFiles();

  @BeforeEach
  void make_a_directory() throws IOException {
    files.createDirectories(DIRECTORY);
  }

  private static byte[] payload(FileFrame.Content content) {
    return Arrays.copyOfRange(content.bytes(), content.from(), content.to());
  }

  @Test
  void what_was_published_is_read_and_mapped() throws IOException {
    byte[] payload = "the payload".getBytes(US_ASCII);
    FRAME.publish(files, FILE, -7, payload);

    FileFrame.Content content = FRAME.read(files, FILE);
    assertThat(content.detail()).isEqualTo(-7);
    assertThat(payload(content)).isEqualTo(payload);
    try (Arena arena = Arena.ofShared()) {
      assertThat(FRAME.map(files, FILE, arena).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(payload);
      MemorySegment whole = files.map(FILE, arena);
      FRAME.verify(whole, FILE);
    }
  }

  @Test
  void the_bytes_of_the_frame_stay_as_they_are() throws IOException {
    FRAME.publish(files, FILE, 258, new byte[] {1, 2});
    assertThat(HexFormat.of().formatHex(files.bytes(FILE)))
        .isEqualTo("54455354" + "03000000" + "0201000000000000" + "0102" + "dd358511" + "54455354");
  }

  @Test
  void a_large_payload_is_written_in_pieces() throws IOException {
    byte[] payload = new byte[3_000_000];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (i * 31);
    }
    try (FramedFileWriter writer = FRAME.create(files, FILE, 0)) {
      int[] pieces = {1, 70_000, 0, 65_536, 100};
      int at = 0;
      for (int i = 0; at < payload.length; i++) {
        int length = Math.min(pieces[i % pieces.length], payload.length - at);
        assertThat(writer.position()).isEqualTo(at);
        writer.write(payload, at, length);
        at += length;
      }
      writer.finish();
    }
    assertThat(payload(FRAME.read(files, FILE))).isEqualTo(payload);
  }

  @Test
  void any_changed_or_missing_byte_is_corruption_that_names_the_file() throws IOException {
    FRAME.publish(files, FILE, 1, "payload".getBytes(US_ASCII));
    byte[] good = files.bytes(FILE);
    for (int at = 0; at < good.length; at++) {
      byte[] flipped = good.clone();
      flipped[at] ^= 4;
      files.bytes(FILE, flipped);
      assertThatThrownBy(() -> FRAME.read(files, FILE), "byte %d", at)
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION))
          .hasMessageContaining(FILE.toString());
      files.bytes(FILE, Arrays.copyOf(good, at));
      assertThatThrownBy(() -> FRAME.read(files, FILE), "cut to %d", at)
          .isInstanceOf(StorageException.class);
    }
  }

  @Test
  void another_version_is_refused_by_name() throws IOException {
    new FileFrame("TEST", 4).publish(files, FILE, 1, new byte[0]);
    assertThatThrownBy(() -> FRAME.read(files, FILE))
        .hasMessageContaining("version 4 of \"TEST\", expected 3");
  }

  @Test
  void at_every_crash_point_a_published_file_has_its_old_or_its_new_content() throws IOException {
    byte[] before = "before".getBytes(US_ASCII);
    byte[] after = "afterwards".getBytes(US_ASCII);
    boolean complete = false;
    int points = 0;
    for (long seed = 0; !complete; seed++) {
      FaultyFiles crashing = new FaultyFiles();
      crashing.createDirectories(DIRECTORY);
      FRAME.publish(crashing, FILE, 1, before);
      crashing.crashAt(crashing.points() + 1 + seed);
      try {
        FRAME.publish(crashing, FILE, 2, after);
        complete = true;
      } catch (FaultyFiles.Crash _) {
        points++;
      }
      for (long cut = 0; cut < 20; cut++) {
        var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 20 + cut);
        FileFrame.Content content = FRAME.read(crashing.afterPowerCut(chance), FILE);
        byte[] expected = content.detail() == 2 ? after : before;
        assertThat(payload(content)).isEqualTo(expected);
        assertThat(!complete || content.detail() == 2).as("durable when published").isTrue();
      }
      FRAME.publish(crashing.afterKill(), FILE, 3, after);
    }
    assertThat(points).isGreaterThan(4);
  }

  @Test
  void without_room_the_old_content_stays() throws IOException {
    FRAME.publish(files, FILE, 1, new byte[10]);
    files.capacity(50);
    assertThatThrownBy(() -> FRAME.publish(files, FILE, 2, new byte[100]))
        .isInstanceOf(DiskFullException.class);
    assertThat(FRAME.read(files, FILE).detail()).isEqualTo(1);
    assertThat(files.list(DIRECTORY)).containsExactly(FILE);
    assertThat(FileFailure.of("write", FILE, new DiskFullException("x")).kind())
        .isEqualTo(ErrorKind.STORAGE_FULL);
  }
}
