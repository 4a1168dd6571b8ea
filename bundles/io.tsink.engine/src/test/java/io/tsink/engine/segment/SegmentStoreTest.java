package io.tsink.engine.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.api.store.StorageException;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.ChunkEncoder;
import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.chunk.CodecLease;
import io.tsink.engine.chunk.CodecRef;
import io.tsink.engine.chunk.ConstantLongs;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.chunk.Rows;
import io.tsink.engine.index.BruteForce;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.index.LabelSets;
import io.tsink.engine.index.PostingsSelector;
import io.tsink.engine.index.RegexCache;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.segment.v1.SegmentFormatV1;
import io.tsink.engine.wal.WalMark;
import io.tsink.spi.codec.EncodePurpose;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentStoreTest {

  private static final Path SEGMENTS = Path.of("/store/segments");
  private static final Path QUARANTINE = Path.of("/store/quarantine");
  private static final WalMark MARK = new WalMark(3, 17);
  private static final boolean NIGHTLY = Boolean.getBoolean("tsink.nightly");

  private final CodecCatalog catalog = new CodecCatalog();
  private final FaultyFiles files = new FaultyFiles();

  private static SegmentStore open(StoreFiles files) {
    return open(files, SEGMENTS, QUARANTINE);
  }

  private static SegmentStore open(StoreFiles files, Path segments, Path quarantine) {
    return SegmentStore.open(
        files, segments, quarantine, new SegmentFormatV1(), TimestampPrecision.MILLISECONDS);
  }

  private static Segment publish(SegmentStore store, ModelSegment model) {
    try (SegmentDraft draft = store.draft(0)) {
      model.writeTo(draft);
      return store.publish(draft, MARK);
    }
  }

  private ModelSegment small(long seed) {
    return ModelSegment.random(new SplittableRandom(seed), catalog, 6);
  }

  @Property(tries = 60)
  void what_was_written_is_read_before_and_after_reopening(
      @ForAll long seed, @ForAll @IntRange(max = 60) int count) {
    FaultyFiles fresh = new FaultyFiles();
    ModelSegment model = ModelSegment.random(new SplittableRandom(seed), catalog, count);
    try (SegmentStore store = open(fresh)) {
      model.assertSame(publish(store, model));
    }
    try (SegmentStore store = open(fresh)) {
      assertThat(store.segments()).hasSize(1);
      Segment segment = store.segments().getFirst();
      model.assertSame(segment);
      segment.verify();
      assertThat(segment.meta().walMark()).isEqualTo(MARK);
      assertThat(segment.meta().name()).hasToString("L0-0000000000000001");
      assertThat(segment.chunks(12_345_678, new ChunkIndex())).isFalse();
    }
  }

  @Property(tries = 60)
  void matchers_are_evaluated_on_the_files_alone(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FaultyFiles fresh = new FaultyFiles();
    ModelSegment model = ModelSegment.random(random, catalog, 80);
    LabelSets sets = new LabelSets(random);
    PostingsSelector selector = new PostingsSelector(new RegexCache(16));
    try (SegmentStore store = open(fresh)) {
      Segment segment = publish(store, model);
      for (int i = 0; i < 20; i++) {
        var anyOf = sets.matchers(20);
        assertThat(selector.select(segment.labels(), anyOf))
            .as("%s", anyOf)
            .isEqualTo(BruteForce.select(model.labels(), anyOf));
      }
    }
  }

  @Test
  void real_files_hold_the_same(@TempDir Path directory) {
    ModelSegment model = ModelSegment.random(new SplittableRandom(11), catalog, 100);
    Path segments = directory.resolve("segments");
    Path quarantine = directory.resolve("quarantine");
    try (SegmentStore store = open(StoreFiles.disk(), segments, quarantine)) {
      model.assertSame(publish(store, model));
    }
    try (SegmentStore store = open(StoreFiles.disk(), segments, quarantine)) {
      model.assertSame(store.segments().getFirst());
      store.segments().getFirst().verify();
    }
  }

  private Block rows(int count, long step) {
    Block rows = new Block();
    rows.reset(ValueKind.F64, count);
    for (int i = 0; i < count; i++) {
      rows.times()[i] = 1_700_000_000_000L + step * i;
      rows.doubles()[i] = i;
    }
    rows.range(0, count);
    return rows;
  }

  @Test
  void times_that_many_series_share_are_stored_once_and_decoded_once() {
    ModelSegment model = new ModelSegment(catalog);
    for (int id = 1; id <= 50; id++) {
      model.put(id, Labels.of("__name__", "m", "i", "" + id), rows(100, id % 2 == 0 ? 10 : 20), 1);
    }
    try (SegmentStore store = open(files);
        CodecLease lease = catalog.lease()) {
      Segment segment = publish(store, model);
      ChunkDecoder decoder = new ChunkDecoder(lease.codecs());
      List<Long> ids = new ArrayList<>();
      for (int id = 1; id <= 50; id++) {
        ChunkIndex chunks = new ChunkIndex();
        segment.chunks(id, chunks);
        Block block = new Block();
        decoder.load(segment.chunk(chunks, 0), 0, 100, EnumSet.of(Column.TIME), block);
        ids.add(block.timesId());
      }

      assertThat(ids.stream().distinct()).hasSize(2).doesNotContain(Block.UNSHARED);
      assertThat(decoder.decodedPoints()).isEqualTo(200);
      long columns =
          segment.meta().codecs().stream()
              .filter(use -> use.codec().form().name().equals("LONG"))
              .mapToLong(CodecUse::columns)
              .sum();
      assertThat(columns).isEqualTo(2);
      model.assertSame(segment);
    }
  }

  @Test
  void a_segment_is_unmapped_with_its_last_reader() {
    SegmentStore store = open(files);
    ModelSegment model = small(1);
    Segment segment = publish(store, model);
    assertThat(segment.acquire()).isTrue();
    store.close();

    model.assertSame(segment);
    assertThat(segment.closed()).isFalse();
    segment.release();

    assertThat(segment.closed()).isTrue();
    assertThat(segment.acquire()).isFalse();
    assertThatThrownBy(() -> model.assertSame(segment)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(segment::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_retired_segment_is_read_to_the_end_and_removed_then() {
    SegmentStore store = open(files);
    ModelSegment model = small(2);
    Segment segment = publish(store, model);
    Path directory = SEGMENTS.resolve("L0-0000000000000001");
    segment.acquire();

    store.retire(List.of(segment));

    assertThat(store.segments()).isEmpty();
    assertThat(files.exists(directory)).isFalse();
    assertThat(files.exists(SEGMENTS.resolve(".tmp-L0-0000000000000001"))).isTrue();
    assertThat(store.mapped()).isEqualTo(1);
    model.assertSame(segment);
    segment.release();
    assertThat(files.exists(SEGMENTS.resolve(".tmp-L0-0000000000000001"))).isFalse();
    assertThat(store.mapped()).isZero();
    assertThat(publish(store, model).meta().name().number()).isEqualTo(2);
    store.close();
  }

  @Test
  void a_draft_that_is_not_published_leaves_nothing() throws IOException {
    try (SegmentStore store = open(files)) {
      try (SegmentDraft draft = store.draft(0)) {
        small(3).writeTo(draft);
      }
      assertThat(files.list(SEGMENTS)).isEmpty();
    }
  }

  @Test
  void a_damaged_file_puts_its_segment_aside_and_the_rest_is_served() {
    ModelSegment first = small(4);
    ModelSegment second = small(5);
    for (String name : new SegmentFormatV1().fileNames()) {
      FaultyFiles fresh = new FaultyFiles();
      try (SegmentStore store = open(fresh)) {
        publish(store, first);
        publish(store, second);
      }
      Path file = SEGMENTS.resolve("L0-0000000000000001").resolve(name);
      byte[] bytes = fresh.bytes(file);
      fresh.bytes(file, Arrays.copyOf(bytes, bytes.length - 1));

      try (SegmentStore store = open(fresh)) {
        assertThat(store.segments()).hasSize(1);
        second.assertSame(store.segments().getFirst());
        assertThat(store.quarantined())
            .singleElement()
            .satisfies(
                set -> {
                  assertThat(set.name()).isEqualTo("L0-0000000000000001");
                  assertThat(set.reason()).contains(name);
                });
        assertThat(fresh.exists(QUARANTINE.resolve("L0-0000000000000001").resolve(name))).isTrue();
        assertThat(publish(store, first).meta().name().number()).isEqualTo(3);
      }
      try (SegmentStore store = open(fresh)) {
        assertThat(store.quarantined()).hasSize(1);
        assertThat(store.segments()).hasSize(2);
      }
    }
  }

  @Test
  void a_missing_file_puts_its_segment_aside() throws IOException {
    for (String name : new SegmentFormatV1().fileNames()) {
      FaultyFiles fresh = new FaultyFiles();
      try (SegmentStore store = open(fresh)) {
        publish(store, small(6));
      }
      fresh.delete(SEGMENTS.resolve("L0-0000000000000001").resolve(name));
      try (SegmentStore store = open(fresh)) {
        assertThat(store.segments()).isEmpty();
        assertThat(store.quarantined()).hasSize(1);
      }
    }
  }

  @Test
  void files_of_two_segments_cannot_be_mixed_up() {
    for (String name : new SegmentFormatV1().fileNames()) {
      FaultyFiles fresh = new FaultyFiles();
      try (SegmentStore store = open(fresh)) {
        publish(store, small(7));
        publish(store, small(7));
      }
      fresh.bytes(
          SEGMENTS.resolve("L0-0000000000000001").resolve(name),
          fresh.bytes(SEGMENTS.resolve("L0-0000000000000002").resolve(name)));
      try (SegmentStore store = open(fresh)) {
        assertThat(store.quarantined())
            .extracting(Quarantined::name)
            .containsExactly("L0-0000000000000001");
      }
    }
  }

  /// Every byte by night, some of them by day.
  @Test
  void no_flipped_bit_and_no_lost_end_ever_gives_wrong_data() {
    ModelSegment model = small(8);
    try (SegmentStore store = open(files)) {
      publish(store, model);
    }
    SplittableRandom random = new SplittableRandom(99);
    for (String name : new SegmentFormatV1().fileNames()) {
      Path file = SEGMENTS.resolve("L0-0000000000000001").resolve(name);
      byte[] sound = files.bytes(file);
      for (int at = 0; at < sound.length; at += NIGHTLY ? 1 : 1 + random.nextInt(25)) {
        byte[] flipped = sound.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        assertSoundOrRefused(model, file, flipped);
        assertSoundOrRefused(model, file, Arrays.copyOf(sound, at));
      }
    }
  }

  private void assertSoundOrRefused(ModelSegment model, Path file, byte[] damaged) {
    FaultyFiles copy = files.afterKill();
    copy.bytes(file, damaged);
    try (SegmentStore store = open(copy)) {
      if (store.segments().isEmpty()) {
        assertThat(store.quarantined()).hasSize(1);
        return;
      }
      Segment segment = store.segments().getFirst();
      assertThatThrownBy(segment::verify)
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION));
      try {
        model.readAll(segment);
      } catch (StorageException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION);
        return;
      }
      model.assertSame(segment);
    }
  }

  @Test
  void a_segment_that_turns_out_damaged_is_set_aside_while_its_readers_go_on() {
    try (SegmentStore store = open(files)) {
      ModelSegment model = small(9);
      Segment segment = publish(store, model);
      segment.acquire();

      store.quarantine(segment, "a chunk is damaged");
      store.quarantine(segment, "once is enough");

      assertThat(store.segments()).isEmpty();
      assertThat(store.quarantined())
          .containsExactly(new Quarantined("L0-0000000000000001", "a chunk is damaged"));
      model.assertSame(segment);
      segment.release();
      assertThat(segment.closed()).isTrue();
      assertThat(files.exists(QUARANTINE.resolve("L0-0000000000000001"))).isTrue();
    }
  }

  @Test
  void after_a_crash_at_any_point_of_publishing_a_segment_is_whole_or_not_there() {
    ModelSegment first = small(10);
    ModelSegment second = small(12);
    FaultyFiles undisturbed = new FaultyFiles();
    assertThat(publishBoth(undisturbed, first, second)).isEqualTo(2);
    long points = undisturbed.points();
    assertThat(points).isGreaterThan(20);

    for (long crash = 1; crash <= points; crash++) {
      FaultyFiles faulty = new FaultyFiles().crashAt(crash);
      int acknowledged = publishBoth(faulty, first, second);
      for (FaultyFiles found :
          List.of(faulty.afterKill(), faulty.afterPowerCut(new SplittableRandom(crash)))) {
        try (SegmentStore store = open(found)) {
          List<Segment> segments = store.segments();
          assertThat(store.quarantined()).as("crash at %d", crash).isEmpty();
          assertThat(segments.size())
              .as("crash at %d", crash)
              .isBetween(acknowledged, acknowledged + 1);
          for (int i = 0; i < segments.size(); i++) {
            (i == 0 ? first : second).assertSame(segments.get(i));
          }
        }
      }
    }
  }

  /// Publishes both until the process dies; the number that was done.
  private static int publishBoth(FaultyFiles files, ModelSegment first, ModelSegment second) {
    int done = 0;
    try {
      SegmentStore store = open(files);
      publish(store, first);
      done++;
      publish(store, second);
      done++;
    } catch (FaultyFiles.Crash _) {
      // what was published before must be there
    }
    return done;
  }

  @Test
  void a_segment_of_a_failed_disk_is_not_published() {
    try (SegmentStore store = open(files);
        SegmentDraft draft = store.draft(0)) {
      small(13).writeTo(draft);
      files.fault(
          (operation, _) -> {
            if (operation == FaultyFiles.Operation.SYNC) {
              throw new IOException("the disk is gone");
            }
          });
      assertThatThrownBy(() -> store.publish(draft, MARK))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.IO));
      files.noFault();
      assertThat(store.segments()).isEmpty();
    }
    try (SegmentStore store = open(files)) {
      assertThat(store.segments()).isEmpty();
    }
  }

  @Test
  void a_store_of_another_precision_is_refused() {
    try (SegmentStore store = open(files)) {
      publish(store, small(14));
    }

    assertThatThrownBy(
            () ->
                SegmentStore.open(
                    files,
                    SEGMENTS,
                    QUARANTINE,
                    new SegmentFormatV1(),
                    TimestampPrecision.NANOSECONDS))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT))
        .hasMessage("segment L0-0000000000000001 has times in ms, the store in ns");
  }

  @Test
  void series_come_by_id_and_chunks_by_time() {
    try (SegmentStore store = open(files);
        CodecLease lease = catalog.lease();
        SegmentDraft draft = store.draft(0)) {
      ChunkEncoder encoder = new ChunkEncoder(lease.codecs(), EncodePurpose.FLUSH);
      EncodedChunk late = encoder.encode(rows(3, 100), 1, 2, 1);
      EncodedChunk early = encoder.encode(rows(3, 100), 0, 1, 1);
      draft.series(7, Labels.of("__name__", "m"), ValueKind.F64);
      draft.append(late);

      assertThatThrownBy(() -> draft.append(early)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> draft.series(7, Labels.of("__name__", "n"), ValueKind.F64))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void chunks_of_a_codec_that_left_are_copied_as_they_are_and_read_when_it_is_back() {
    ConstantLongs codec = new ConstantLongs();
    catalog.bind(codec, 0);
    Block rows = Rows.random(new SplittableRandom(1), ValueKind.I64, 0, 10);
    Arrays.fill(rows.longs(), 7);
    ModelSegment model = new ModelSegment(catalog);
    model.put(1, Labels.of("__name__", "m"), rows, 1);
    try (SegmentStore store = open(files)) {
      Segment source = publish(store, model);
      assertThat(source.meta().codecs())
          .extracting(CodecUse::codec)
          .extracting(CodecRef::name)
          .contains("test.constant");
      catalog.unbind(codec, Duration.ZERO);
      assertThatThrownBy(() -> model.assertSame(source))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CODEC_MISSING));

      Segment copy;
      try (SegmentDraft draft = store.draft(1)) {
        ChunkIndex chunks = new ChunkIndex();
        source.chunks(1, chunks);
        draft.series(1, Labels.of("__name__", "m"), ValueKind.I64);
        draft.append(source.chunk(chunks, 0));
        copy = store.publish(draft, MARK);
      }
      catalog.bind(codec, 0);
      model.assertSame(copy);
      assertThat(copy.meta().name()).hasToString("L1-0000000000000002");
    }
  }
}
