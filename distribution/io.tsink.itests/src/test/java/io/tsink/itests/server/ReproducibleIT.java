package io.tsink.itests.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/// Nothing in what is shipped tells when, where or by whom it was built: the same sources make the
/// same bytes.
class ReproducibleIT {
  private static final Instant BUILT = Instant.parse(Archive.property("tsink.built"));

  /// Headers of a manifest that differ from one builder to the next.
  private static final List<String> PERSONAL =
      List.of("Built-By", "Build-Jdk", "Bnd-LastModified", "Build-Time", "Build-Host");

  @Test
  void every_file_of_our_bundles_is_dated_by_the_build_alone() throws IOException {
    List<Path> jars = jars();
    assertThat(jars).hasSizeGreaterThan(15);
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        assertThat(file.stream().map(ReproducibleIT::time)).as("%s", jar).allMatch(BUILT::equals);
        Attributes headers = file.getManifest().getMainAttributes();
        assertThat(PERSONAL).as("%s", jar).noneMatch(name -> headers.getValue(name) != null);
      }
    }
  }

  @Test
  void every_file_of_the_archive_has_the_same_date_and_nobody_for_an_owner() throws IOException {
    Set<Long> times = new TreeSet<>();
    Set<String> owners = new TreeSet<>();
    List<String> names = new ArrayList<>();
    try (var packed = new BufferedInputStream(Files.newInputStream(Archive.file()));
        var tar = new DataInputStream(new GZIPInputStream(packed))) {
      byte[] header = new byte[512];
      for (tar.readFully(header); header[0] != 0; tar.readFully(header)) {
        names.add(text(header, 0, 100));
        times.add(octal(header, 136, 12));
        owners.add(octal(header, 108, 8) + ":" + octal(header, 116, 8));
        tar.skipNBytes((octal(header, 124, 12) + 511) / 512 * 512);
      }
    }

    assertThat(names).hasSizeGreaterThan(40);
    assertThat(times).containsExactly(BUILT.getEpochSecond());
    assertThat(owners).containsExactly("0:0");
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.walk(Archive.home())) {
      return files
          .filter(file -> file.getFileName().toString().matches("io\\.tsink\\..*\\.jar"))
          .toList();
    }
  }

  /// A time in an archive has no zone; Maven writes that of UTC.
  private static Instant time(ZipEntry entry) {
    return entry.getTimeLocal().toInstant(ZoneOffset.UTC);
  }

  private static long octal(byte[] header, int from, int length) {
    return Long.parseLong(text(header, from, length).trim(), 8);
  }

  private static String text(byte[] header, int from, int length) {
    String text = new String(header, from, length, ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
