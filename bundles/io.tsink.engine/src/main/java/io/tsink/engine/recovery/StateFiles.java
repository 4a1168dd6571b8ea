package io.tsink.engine.recovery;

import io.tsink.engine.exemplar.ExemplarFiles;
import io.tsink.engine.flush.Checkpoint;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.tombstone.TombstoneFile;
import io.tsink.engine.view.DeleteHistory;
import io.tsink.engine.view.DeleteHistoryFile;
import io.tsink.engine.view.Deletions;
import io.tsink.engine.view.RequestFile;
import java.nio.file.Path;

/// The small files beside log and segments. Saving a file is confined to one thread at a time by
/// those who save.
final class StateFiles {
  private static final long ALWAYS_VISIBLE = Long.MIN_VALUE;

  private final TombstoneFile sampleTombstones;
  private final TombstoneFile exemplarTombstones;
  private final ExemplarFiles exemplars;
  private final RequestFile requests;
  private final DeleteHistoryFile deletes;

  StateFiles(StoreFiles files, Path directory) {
    sampleTombstones = new TombstoneFile(files, directory.resolve("tombstones"));
    exemplarTombstones = new TombstoneFile(files, directory.resolve("exemplar-tombstones"));
    exemplars = new ExemplarFiles(files, directory);
    requests = new RequestFile(files, directory);
    deletes = new DeleteHistoryFile(files, directory);
  }

  Deletions loadDeletions() {
    return new Deletions(
        sampleTombstones.load().tombstones(), exemplarTombstones.load().tombstones());
  }

  void load(StoreParts parts) {
    exemplars.load(parts.exemplars, parts.metadata, ALWAYS_VISIBLE);
    requests.load(parts.commits, parts.deletes);
    deletes.load(parts.history);
  }

  void saveHistory(DeleteHistory history) {
    deletes.save(history);
  }

  Checkpoint checkpoint(StoreParts parts, Checkpoint.SeriesSaver series) {
    return new Checkpoint(
        series,
        parts.publisher,
        sampleTombstones,
        exemplarTombstones,
        parts.exemplars,
        parts.metadata,
        exemplars,
        parts.commits,
        parts.deletes,
        requests);
  }
}
