package io.tsink.engine;

import io.tsink.api.store.HealthItem;
import io.tsink.api.store.HealthItem.Status;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.StoreStatus;
import io.tsink.engine.compact.CompactionWorker;
import io.tsink.engine.compact.Compactor;
import io.tsink.engine.recovery.OpenStore;
import io.tsink.engine.segment.Quarantined;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells how the parts of an engine are.
final class EngineHealth {
  private final List<HealthItem> items = new ArrayList<>();
  private final Instant since;

  private EngineHealth(Instant since) {
    this.since = since;
  }

  static List<HealthItem> of(EngineLife life, EngineOptions options) {
    var health = new EngineHealth(life.since());
    health.addStore(life.status());
    OpenStore store = life.store();
    if (store != null) {
      health.addBackground(life.backgroundFailure());
      health.addFlush(store, options);
      health.addCompaction(store, options);
      health.addSegments(store);
    }
    return List.copyOf(health.items);
  }

  private void add(String component, Status status, String code, String cause, String remedy) {
    items.add(new HealthItem(component, status, code, cause, remedy, since));
  }

  private void addStore(StoreStatus status) {
    String failure = status.failure() == null ? "" : status.failure();
    switch (status.state()) {
      case READY -> add("store", Status.OK, "ok", "", "");
      case STARTING -> {
        String cause =
            status.progress() < 0
                ? "phase " + status.phase()
                : "phase %s, %.0f %% done".formatted(status.phase(), 100 * status.progress());
        add("store", Status.STARTING, "starting", cause, "");
      }
      case FENCED ->
          add("store", Status.FAILED, "fenced", failure, "Restart the store; what it has is safe.");
      case FAILED ->
          add(
              "store",
              Status.FAILED,
              "open-failed",
              failure,
              "Remove the cause and open it again.");
      case CLOSING, CLOSED -> add("store", Status.FAILED, status.phase(), "", "");
    }
  }

  private void addBackground(@Nullable Throwable failure) {
    if (failure != null) {
      add(
          "background",
          Status.DEGRADED,
          "background-failed",
          failure.toString(),
          "Restart the store.");
    }
  }

  private void addFlush(OpenStore store, EngineOptions options) {
    StorageException failure = store.flushWorker().failure();
    if (failure == null) {
      add("flush", Status.OK, "ok", "", "");
    } else {
      add(
          "flush",
          Status.DEGRADED,
          "flush-failed",
          String.valueOf(failure.getMessage()),
          "Make room or repair the disk below %s.".formatted(options.dataPath()));
    }
  }

  private void addCompaction(OpenStore store, EngineOptions options) {
    CompactionWorker worker = store.compactionWorker();
    Compactor compactor = store.compactor();
    if (worker == null || compactor == null) {
      return;
    }
    StorageException failure = worker.failure();
    if (failure != null) {
      add(
          "compaction",
          Status.DEGRADED,
          "compaction-failed",
          String.valueOf(failure.getMessage()),
          "Make room or repair the disk below %s.".formatted(options.dataPath()));
    } else if (compactor.expiryHeld()) {
      add(
          "compaction",
          Status.DEGRADED,
          "expiry-held",
          "the clock is far ahead of the newest sample; nothing is removed for its age",
          "Set the clock right; if it is, this ends with the first new samples.");
    } else {
      add("compaction", Status.OK, "ok", "", "");
    }
  }

  private void addSegments(OpenStore store) {
    List<Quarantined> quarantined =
        store.segments() == null ? List.of() : store.segments().quarantined();
    if (quarantined.isEmpty()) {
      add("segments", Status.OK, "ok", "", "");
    }
    for (Quarantined one : quarantined) {
      add(
          "segments",
          Status.DEGRADED,
          "quarantined-segment",
          "%s: %s".formatted(one.name(), one.reason()),
          "Restore the segment from a backup, or remove it from the quarantine.");
    }
    if (store.lostRows() > 0) {
      add(
          "wal",
          Status.DEGRADED,
          "lost-rows",
          "%d rows of the log have no series".formatted(store.lostRows()),
          "Restore from a backup what is missing.");
    }
  }
}
