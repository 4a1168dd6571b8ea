package io.tsink.engine.series.v1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.engine.index.Postings;
import io.tsink.engine.index.SymbolTable;
import io.tsink.engine.io.FaultyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A file of version 1 as it was first written. `tsink.golden` names a directory to write it to
/// anew.
class GoldenCatalogTest {

  private static final Path DIRECTORY = Path.of("/series");
  private static final CatalogName NAME = new CatalogName(false, 18);

  private final FaultyFiles files = new FaultyFiles();

  private static final class Text implements CatalogVisitor {
    final List<String> lines = new ArrayList<>();

    @Override
    public void nextId(int id) {
      lines.add("next " + Integer.toUnsignedString(id));
    }

    @Override
    public void run(RunName name, int checksum) {
      lines.add("run " + name + " " + checksum);
    }

    @Override
    public void covered(String segment, long fingerprint) {
      lines.add("covered " + segment + " " + fingerprint);
    }

    @Override
    public void removed(int id) {
      lines.add("removed " + id);
    }

    @Override
    public void series(int id, Labels labels, @Nullable ValueKind kind) {
      lines.add("series " + Integer.toUnsignedString(id) + " " + labels + " " + kind);
    }
  }

  private void write() throws IOException {
    files.createDirectories(DIRECTORY);
    SymbolTable symbols = new SymbolTable();
    try (CatalogWriter writer =
        CatalogWriter.create(
            files,
            DIRECTORY,
            NAME,
            symbols,
            -1,
            List.of(),
            Map.of("L0-0000000000000003", -77L),
            Postings.of(5, 6))) {
      writer.series(9, ValueKind.HISTOGRAM, symbols(symbols, "__name__", "up", "größe", "klein"));
      writer.series(-2, null, symbols(symbols, "__name__", "klein", "job", "up"));
      writer.publish();
    }
  }

  private static int[] symbols(SymbolTable symbols, String... texts) {
    int[] found = new int[texts.length];
    for (int i = 0; i < texts.length; i++) {
      byte[] bytes = texts[i].getBytes(UTF_8);
      found[i] = symbols.intern(bytes, 0, bytes.length);
    }
    return found;
  }

  private static byte[] golden() throws IOException {
    try (InputStream in = GoldenCatalogTest.class.getResourceAsStream("golden/delta.bin")) {
      return Objects.requireNonNull(in, "delta.bin").readAllBytes();
    }
  }

  @Test
  void the_file_is_written_as_it_always_was() throws IOException {
    write();
    byte[] written = files.bytes(DIRECTORY.resolve("delta-0000000000000012"));
    String target = System.getProperty("tsink.golden", "");
    if (!target.isEmpty()) {
      Files.write(Path.of(target, "delta.bin"), written);
    }

    assertThat(written).isEqualTo(golden());
  }

  @Test
  void the_first_file_is_read_for_ever() throws IOException {
    files.createDirectories(DIRECTORY);
    files.bytes(DIRECTORY.resolve("delta-0000000000000012"), golden());
    Text text = new Text();

    CatalogReader.read(files, DIRECTORY, NAME, text);

    assertThat(text.lines)
        .containsExactly(
            "next 4294967295",
            "covered L0-0000000000000003 -77",
            "removed 5",
            "removed 6",
            "series 9 up{\"größe\"=\"klein\"} HISTOGRAM",
            "series 4294967294 klein{job=\"up\"} null");
  }
}
