package io.tsink.engine;

import io.tsink.api.Labels;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Statistic;
import io.tsink.engine.compact.CompactionCounters;
import io.tsink.engine.compact.Compactor;
import io.tsink.engine.flush.Flusher;
import io.tsink.engine.head.HeadUsage;
import io.tsink.engine.recovery.OpenStore;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentStore;
import io.tsink.engine.series.SeriesUsage;
import io.tsink.engine.wal.Wal;
import io.tsink.engine.wal.WalStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lists what an engine counts.
final class EngineStatistics {
  private final List<Statistic> list = new ArrayList<>();

  private EngineStatistics() {}

  static List<Statistic> of(OpenStore store) {
    var statistics = new EngineStatistics();
    statistics.addWrites(store);
    statistics.addMemory(store);
    statistics.addLog(store.wal());
    statistics.addSegments(store.segments(), store.flusher());
    statistics.addCompaction(store.compactor());
    return List.copyOf(statistics.list);
  }

  private void counter(String name, String help, long value) {
    list.add(new Statistic(name, Statistic.Type.COUNTER, help, Labels.empty(), (double) value));
  }

  private void gauge(String name, String help, long value) {
    list.add(new Statistic(name, Statistic.Type.GAUGE, help, Labels.empty(), (double) value));
  }

  private void addWrites(OpenStore store) {
    var writes = store.writes().counters();
    counter("tsink_commits_total", "Batches committed.", writes.commits());
    counter("tsink_samples_appended_total", "Samples accepted.", writes.samples());
    counter("tsink_exemplars_appended_total", "Exemplars accepted.", writes.exemplars());
    for (Reason reason : Reason.values()) {
      if (writes.rejected(reason) > 0) {
        list.add(
            new Statistic(
                "tsink_rows_rejected_total",
                Statistic.Type.COUNTER,
                "Rows and exemplars rejected.",
                Labels.of("reason", reason.name().toLowerCase(Locale.ROOT)),
                (double) writes.rejected(reason)));
      }
    }
  }

  private void addMemory(OpenStore store) {
    HeadUsage usage = store.head().usage();
    SeriesUsage series = store.registry().usage();
    gauge("tsink_series", "Series known.", series.series());
    gauge("tsink_series_in_memory", "Series in memory.", series.inMemory());
    gauge("tsink_series_in_runs", "Series in files of the catalogue.", series.inRuns());
    gauge("tsink_series_symbol_bytes", "Heap of the texts of labels.", series.symbolBytes());
    gauge("tsink_series_record_bytes", "Heap of the labels by series.", series.recordBytes());
    gauge("tsink_head_series", "Series with rows in memory.", usage.series());
    gauge("tsink_head_open_bytes", "Heap of rows that are not sealed.", usage.openBytes());
    gauge("tsink_head_sealed_bytes", "Heap of sealed chunks.", usage.sealedBytes());
    gauge("tsink_memory_used_bytes", "Heap charged to the budget.", store.budget().usedBytes());
    gauge("tsink_exemplars", "Exemplars kept.", store.exemplars().count());
    gauge("tsink_open_queriers", "Queriers that are open.", store.publisher().openViews());
    gauge("tsink_last_sequence", "The last sequence given or seen.", store.sequences().last());
  }

  private void addLog(@Nullable Wal wal) {
    if (wal == null) {
      return;
    }
    WalStatistics statistics = wal.statistics();
    gauge("tsink_wal_size_bytes", "Size of the log.", statistics.sizeBytes());
    gauge("tsink_wal_segments", "Files of the log.", statistics.segments());
    counter("tsink_wal_appended_bytes_total", "Bytes logged.", statistics.appendedBytes());
    counter("tsink_wal_groups_total", "Groups logged.", statistics.groups());
    counter("tsink_wal_syncs_total", "Syncs of the log.", statistics.syncs());
    counter("tsink_wal_failures_total", "Files of the log given up.", statistics.failures());
  }

  private void addSegments(@Nullable SegmentStore segments, @Nullable Flusher flusher) {
    if (segments == null || flusher == null) {
      return;
    }
    long bytes = 0;
    long samples = 0;
    long chunks = 0;
    for (Segment segment : segments.segments()) {
      bytes += segment.meta().bytes();
      samples += segment.meta().sampleCount();
      chunks += segment.meta().chunkCount();
    }
    gauge("tsink_segments", "Segments served.", segments.segments().size());
    gauge(
        "tsink_segments_mapped",
        "Segments whose files are mapped, retired ones that are still read among them.",
        segments.mapped());
    gauge("tsink_segment_bytes", "Size of the segments.", bytes);
    gauge("tsink_segment_samples", "Samples in segments.", samples);
    gauge("tsink_segment_chunks", "Chunks in segments.", chunks);
    gauge("tsink_segments_quarantined", "Segments set aside.", segments.quarantined().size());
    counter("tsink_flushes_total", "Segments written by flushes.", flusher.flushes());
    counter("tsink_flushed_samples_total", "Samples written by flushes.", flusher.samples());
  }

  private void addCompaction(@Nullable Compactor compactor) {
    if (compactor == null) {
      return;
    }
    CompactionCounters done = compactor.counters();
    counter("tsink_compactions_total", "Merges of segments.", done.runs());
    counter("tsink_compaction_failures_total", "Merges that failed.", done.failures());
    counter("tsink_compaction_input_segments_total", "Segments merged.", done.inputSegments());
    counter("tsink_compaction_input_bytes_total", "Size of segments merged.", done.inputBytes());
    counter(
        "tsink_compaction_input_samples_total", "Samples of segments merged.", done.inputSamples());
    counter(
        "tsink_compaction_output_segments_total",
        "Segments written by merges.",
        done.outputSegments());
    counter(
        "tsink_compaction_output_bytes_total",
        "Size of segments written by merges.",
        done.outputBytes());
    counter(
        "tsink_compaction_output_samples_total",
        "Samples of segments written by merges.",
        done.outputSamples());
    counter(
        "tsink_compaction_copied_chunks_total",
        "Chunks that merges passed on as they were.",
        done.copiedChunks());
    counter(
        "tsink_compaction_merged_chunks_total",
        "Chunks that merges coded anew.",
        done.mergedChunks());
    counter(
        "tsink_expired_segments_total", "Segments removed for their age.", done.expiredSegments());
    counter(
        "tsink_expired_samples_total",
        "Samples of segments removed for their age.",
        done.expiredSamples());
    counter(
        "tsink_purged_tombstones_total",
        "Series of which tombstones were purged.",
        done.purgedTombstones());
  }
}
