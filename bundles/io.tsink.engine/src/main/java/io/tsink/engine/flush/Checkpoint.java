package io.tsink.engine.flush;

import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteResult;
import io.tsink.engine.exemplar.ExemplarFiles;
import io.tsink.engine.exemplar.ExemplarStore;
import io.tsink.engine.exemplar.MetadataStore;
import io.tsink.engine.tombstone.TombstoneFile;
import io.tsink.engine.tombstone.Tombstones;
import io.tsink.engine.view.Deletions;
import io.tsink.engine.view.IdempotencyWindow;
import io.tsink.engine.view.RequestFile;
import io.tsink.engine.view.ViewPublisher;

/// Saves what the log holds besides samples, each file only if it changed. Confined to the flush.
public final class Checkpoint {
  private final SeriesSaver series;
  private final ViewPublisher publisher;
  private final TombstoneFile sampleTombstones;
  private final TombstoneFile exemplarTombstones;
  private final ExemplarStore exemplars;
  private final MetadataStore metadata;
  private final ExemplarFiles exemplarFiles;
  private final IdempotencyWindow<CommitResult> commits;
  private final IdempotencyWindow<DeleteResult> deletes;
  private final RequestFile requestFile;

  private Tombstones savedSamples;
  private Tombstones savedExemplarTombstones;
  private long savedExemplars;
  private long savedRequests;

  /// Saves the catalogue of series.
  public interface SeriesSaver {
    void save();
  }

  /// What is in memory now is taken as saved.
  public Checkpoint(
      SeriesSaver series,
      ViewPublisher publisher,
      TombstoneFile sampleTombstones,
      TombstoneFile exemplarTombstones,
      ExemplarStore exemplars,
      MetadataStore metadata,
      ExemplarFiles exemplarFiles,
      IdempotencyWindow<CommitResult> commits,
      IdempotencyWindow<DeleteResult> deletes,
      RequestFile requestFile) {
    this.series = series;
    this.publisher = publisher;
    this.sampleTombstones = sampleTombstones;
    this.exemplarTombstones = exemplarTombstones;
    this.exemplars = exemplars;
    this.metadata = metadata;
    this.exemplarFiles = exemplarFiles;
    this.commits = commits;
    this.deletes = deletes;
    this.requestFile = requestFile;
    this.savedSamples = Tombstones.NONE;
    this.savedExemplarTombstones = Tombstones.NONE;
  }

  /// Saves everything that changed.
  ///
  /// @param position everything of the log up to here is in memory
  void save(long position) {
    series.save();
    Deletions deletions = publisher.deletions();
    if (deletions.samples() != savedSamples) {
      sampleTombstones.save(deletions.samples(), position);
      savedSamples = deletions.samples();
    }
    if (deletions.exemplars() != savedExemplarTombstones) {
      exemplarTombstones.save(deletions.exemplars(), position);
      savedExemplarTombstones = deletions.exemplars();
    }
    long exemplarVersion = exemplars.version() + metadata.version();
    if (exemplarVersion != savedExemplars) {
      exemplarFiles.save(exemplars, metadata, position);
      savedExemplars = exemplarVersion;
    }
    saveRequests(position);
  }

  /// Saves the results of requests if there are new ones.
  public void saveRequests(long position) {
    long requestVersion = commits.version() + deletes.version();
    if (requestVersion != savedRequests) {
      requestFile.save(commits, deletes, position);
      savedRequests = requestVersion;
    }
  }
}
