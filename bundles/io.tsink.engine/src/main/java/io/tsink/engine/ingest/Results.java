package io.tsink.engine.ingest;

import io.tsink.api.store.CommitResult;

/// Makes results of results.
final class Results {
  private Results() {}

  /// The result of a batch that had been committed before.
  static CommitResult replayed(CommitResult first) {
    return CommitResult.builder()
        .durability(first.durability())
        .sequence(first.sequence())
        .samples(first.samples())
        .histograms(first.histograms())
        .exemplars(first.exemplars())
        .metadata(first.metadata())
        .outcomes(first.outcomes())
        .exemplarOutcomes(first.exemplarOutcomes())
        .metadataOutcomes(first.metadataOutcomes())
        .acks(first.acks())
        .replayed(true)
        .build();
  }
}
