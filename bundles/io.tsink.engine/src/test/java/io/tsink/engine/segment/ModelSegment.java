package io.tsink.engine.segment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.ChunkEncoder;
import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.chunk.CodecLease;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.chunk.Rows;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.index.LabelSets;
import io.tsink.spi.codec.EncodePurpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// What a segment should hold, kept as plain blocks.
public final class ModelSegment {

  private static final Set<Column> EVERYTHING = EnumSet.allOf(Column.class);

  private final CodecCatalog catalog;
  private final TreeMap<Integer, Entry> series = new TreeMap<>(Integer::compareUnsigned);

  private record Entry(Labels labels, ValueKind kind, List<Part> parts) {}

  private record Part(Block rows, long sequence) {}

  /// An empty model.
  public ModelSegment(CodecCatalog catalog) {
    this.catalog = catalog;
  }

  /// Random series of random kinds; some have the times of another, some have no chunk.
  public static ModelSegment random(RandomGenerator random, CodecCatalog catalog, int count) {
    ModelSegment model = new ModelSegment(catalog);
    LabelSets sets = new LabelSets(random);
    Set<Labels> taken = new HashSet<>();
    int id = random.nextBoolean() ? 0 : 0x7FFF_FFF0;
    for (int i = 0; i < count; i++) {
      id += 1 + random.nextInt(3);
      Labels labels = sets.labels(20);
      if (taken.add(labels)) {
        model.add(random, id, labels);
      }
    }
    return model;
  }

  private void add(RandomGenerator random, int id, Labels labels) {
    ValueKind kind = ValueKind.of(random.nextInt(7));
    List<Part> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Block rows = Rows.random(random, kind, 0, 1 + random.nextInt(60));
      if (random.nextBoolean() && !series.isEmpty()) {
        copyTimes(rows);
      }
      parts.add(new Part(rows, 1 + random.nextInt(1000)));
    }
    parts.sort(Comparator.comparingLong(part -> part.rows().times()[0]));
    series.put(id, new Entry(labels, kind, parts));
  }

  private void copyTimes(Block rows) {
    for (Part part : series.lastEntry().getValue().parts()) {
      if (part.rows().to() >= rows.to()) {
        System.arraycopy(part.rows().times(), 0, rows.times(), 0, rows.to());
      }
    }
  }

  /// Adds a series with one chunk.
  public void put(int id, Labels labels, Block rows, long sequence) {
    series.put(id, new Entry(labels, rows.kind(), List.of(new Part(rows, sequence))));
  }

  public Map<Integer, Labels> labels() {
    Map<Integer, Labels> labels = new HashMap<>();
    series.forEach((id, entry) -> labels.put(id, entry.labels()));
    return labels;
  }

  public long sampleCount() {
    return series.values().stream()
        .flatMap(entry -> entry.parts().stream())
        .mapToLong(part -> part.rows().size())
        .sum();
  }

  /// Writes everything into a draft.
  public void writeTo(SegmentDraft draft) {
    try (CodecLease lease = catalog.lease()) {
      ChunkEncoder encoder = new ChunkEncoder(lease.codecs(), EncodePurpose.FLUSH);
      series.forEach(
          (id, entry) -> {
            draft.series(id, entry.labels(), entry.kind());
            for (Part part : entry.parts()) {
              draft.append(encoder.encode(part.rows(), 0, part.rows().to(), part.sequence()));
            }
          });
    }
  }

  /// Fails unless a segment has exactly this.
  public void assertSame(Segment segment) {
    Map<Integer, Labels> found = new HashMap<>();
    segment.forEachSeries(
        (id, labels, kind) -> {
          found.put(id, labels);
          assertThat(kind).isEqualTo(requireNonNull(series.get(id)).kind());
        });
    assertThat(found).isEqualTo(labels());
    assertThat(segment.meta().seriesCount()).isEqualTo(series.size());
    assertThat(segment.meta().sampleCount()).isEqualTo(sampleCount());
    try (CodecLease lease = catalog.lease()) {
      ChunkDecoder decoder = new ChunkDecoder(lease.codecs());
      series.forEach((id, entry) -> assertSame(segment, decoder, id, entry));
    }
  }

  private void assertSame(Segment segment, ChunkDecoder decoder, int id, Entry entry) {
    ChunkIndex chunks = new ChunkIndex();
    Block block = new Block();
    assertThat(segment.chunks(id, chunks)).isTrue();
    assertThat(chunks.count()).isEqualTo(entry.parts().size());
    for (int i = 0; i < chunks.count(); i++) {
      Part part = entry.parts().get(i);
      int count = part.rows().to();
      assertThat(chunks.minTime(i)).isEqualTo(part.rows().times()[0]);
      assertThat(chunks.maxTime(i)).isEqualTo(part.rows().times()[count - 1]);
      decoder.load(segment.chunk(chunks, i), 0, count, EVERYTHING, block);
      Rows.assertSame(block, part.rows(), 0, count, part.sequence());
      assertThat(segment.chunk(chunks, i).summary()).isEqualTo(encode(part).summary());
    }
  }

  private EncodedChunk encode(Part part) {
    try (CodecLease lease = catalog.lease()) {
      return new ChunkEncoder(lease.codecs(), EncodePurpose.FLUSH)
          .encode(part.rows(), 0, part.rows().to(), part.sequence());
    }
  }

  /// Reads all that a segment has; what it gives is not looked at.
  public void readAll(Segment segment) {
    try (CodecLease lease = catalog.lease()) {
      ChunkDecoder decoder = new ChunkDecoder(lease.codecs());
      ChunkIndex chunks = new ChunkIndex();
      Block block = new Block();
      for (int id : series.keySet()) {
        segment.chunks(id, chunks);
        for (int i = 0; i < chunks.count(); i++) {
          decoder.load(
              segment.chunk(chunks, i), 0, segment.chunk(chunks, i).count(), EVERYTHING, block);
        }
      }
    }
  }
}
