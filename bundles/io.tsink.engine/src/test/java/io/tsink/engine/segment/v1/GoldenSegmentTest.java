package io.tsink.engine.segment.v1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramLayout;
import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.engine.segment.ModelSegment;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentDraft;
import io.tsink.engine.segment.SegmentStore;
import io.tsink.engine.wal.WalMark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The files of version 1 as they were first written: they must stay readable for ever, and this
/// version must go on writing them. `tsink.golden` names a directory to write them to anew.
class GoldenSegmentTest {

  private static final Path SEGMENTS = Path.of("/segments");
  private static final Path DIRECTORY = SEGMENTS.resolve("L0-0000000000000001");
  private static final int ROWS = 5;

  private final CodecCatalog catalog = new CodecCatalog();
  private final FaultyFiles files = new FaultyFiles();

  /// A series of each kind; all have the same times, some have sequences and start times.
  private ModelSegment model() {
    ModelSegment model = new ModelSegment(catalog);
    for (int i = 0; i < 7; i++) {
      ValueKind kind = ValueKind.of(i);
      Labels labels =
          Labels.of(
              "__name__", "golden", "kind", kind.name(), "größe", i % 2 == 0 ? "even" : "odd");
      model.put(100 + 50 * i, labels, rows(kind), 41);
    }
    return model;
  }

  private static Block rows(ValueKind kind) {
    Block rows = new Block();
    rows.reset(kind, ROWS);
    for (int i = 0; i < ROWS; i++) {
      rows.times()[i] = 1_700_000_000_000L + 15_000L * i;
      fill(rows, i);
    }
    if (kind == ValueKind.F64 || kind == ValueKind.I64) {
      for (int i = 0; i < ROWS; i++) {
        rows.fillSequences(ROWS)[i] = 41L + i;
        rows.fillStarts(ROWS)[i] = 1_700_000_000_000L;
      }
    }
    rows.range(0, ROWS);
    return rows;
  }

  private static void fill(Block rows, int i) {
    switch (rows.kind()) {
      case F64 -> rows.doubles()[i] = i == 3 ? -0.0 : 0.1 * i;
      case I64 -> rows.longs()[i] = Long.MIN_VALUE + i;
      case U64 -> rows.longs()[i] = -1L - i;
      case BOOL -> rows.longs()[0] = 0b10110;
      case BYTES, STRING -> {
        byte[] text = "state".substring(0, i).getBytes(UTF_8);
        rows.bytes().append(text, 0, text.length);
      }
      case HISTOGRAM -> {
        HistogramLayout layout =
            new HistogramLayout(2, 0.5, new int[] {-1, 2}, new int[] {3, 1}, new double[0]);
        int start =
            rows.histograms().appendIntegers(layout, CounterReset.NOT_RESET, 6L * i, i, 1.5 * i);
        for (int k = 0; k < layout.bucketCount(); k++) {
          rows.histograms().integerBuckets()[start + k] = (long) i * k;
        }
      }
    }
  }

  private SegmentStore open() {
    return SegmentStore.open(
        files,
        SEGMENTS,
        Path.of("/quarantine"),
        new SegmentFormatV1(),
        TimestampPrecision.MILLISECONDS);
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = GoldenSegmentTest.class.getResourceAsStream("golden/" + name + ".bin")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @Test
  void the_files_are_written_as_they_always_were() throws IOException {
    try (SegmentStore store = open();
        SegmentDraft draft = store.draft(0)) {
      model().writeTo(draft);
      store.publish(draft, new WalMark(2, 7));
    }
    String target = System.getProperty("tsink.golden", "");
    for (String name : new SegmentFormatV1().fileNames()) {
      byte[] written = files.bytes(DIRECTORY.resolve(name));
      if (!target.isEmpty()) {
        Files.write(Path.of(target, name + ".bin"), written);
      }
      assertThat(written).as(name).isEqualTo(golden(name));
    }
  }

  @Test
  void the_first_files_are_read_for_ever() throws IOException {
    files.createDirectories(DIRECTORY);
    for (String name : new SegmentFormatV1().fileNames()) {
      files.bytes(DIRECTORY.resolve(name), golden(name));
    }
    try (SegmentStore store = open()) {
      Segment segment = store.segments().getFirst();
      model().assertSame(segment);
      segment.verify();
      assertThat(segment.meta().walMark()).isEqualTo(new WalMark(2, 7));
      assertThat(segment.meta().minSequence()).isEqualTo(41);
      assertThat(segment.meta().maxSequence()).isEqualTo(45);
      assertThat(segment.meta().minTime()).isEqualTo(1_700_000_000_000L);
      assertThat(segment.meta().maxTime()).isEqualTo(1_700_000_060_000L);
      assertThat(segment.meta().chunkCount()).isEqualTo(7);
      assertThat(segment.labels().all().toArray())
          .containsExactly(100, 150, 200, 250, 300, 350, 400);
    }
  }
}
