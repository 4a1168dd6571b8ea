package io.tsink.ingest;

import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Durability;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.spi.ingest.IngestResult;

/// Adds up what becomes of the batches of one sink. Confined and reusable.
final class ResultTally {
  private long samples;
  private long histograms;
  private long exemplars;
  private long metadata;
  private Durability durability = Durability.DURABLE;
  private final Outcomes.Recorder rows = new Outcomes.Recorder();
  private final Outcomes.Recorder exemplarRows = new Outcomes.Recorder();
  private final Outcomes.Recorder metadataRows = new Outcomes.Recorder();

  void clear() {
    samples = 0;
    histograms = 0;
    exemplars = 0;
    metadata = 0;
    durability = Durability.DURABLE;
    rows.clear();
    exemplarRows.clear();
    metadataRows.clear();
  }

  void rejectRow(int position, Reason reason, String detail) {
    rows.reject(position, reason, detail);
  }

  void rejectExemplar(int position, Reason reason, String detail) {
    exemplarRows.reject(position, reason, detail);
  }

  void add(CommitResult commit) {
    samples += commit.samples();
    histograms += commit.histograms();
    exemplars += commit.exemplars();
    metadata += commit.metadata();
    rows.addAll(commit.outcomes());
    exemplarRows.addAll(commit.exemplarOutcomes());
    metadataRows.addAll(commit.metadataOutcomes());
    if (commit.durability().compareTo(durability) < 0) {
      durability = commit.durability();
    }
  }

  IngestResult result() {
    return IngestResult.builder()
        .samples(samples)
        .histograms(histograms)
        .exemplars(exemplars)
        .metadata(metadata)
        .rows(rows.outcomes())
        .exemplarRows(exemplarRows.outcomes())
        .metadataRows(metadataRows.outcomes())
        .durability(durability)
        .build();
  }
}
