package io.tsink.engine.wal;

import io.tsink.api.store.Durability;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.runtime.Supervisor;
import java.io.Closeable;
import java.nio.file.Path;

/// The write-ahead log of a store. Thread-safe.
///
/// A log is opened, replayed once, started, and from then on appended to. Committers append
/// groups under a short lock to memory; whoever waits first writes for all, and whoever needs a
/// sync first syncs for all.
///
/// Every failure is a [io.tsink.api.store.StorageException]: `CORRUPTION` from a replay,
/// `STORAGE_FULL` or `IO` from a write, after which none of the groups that it concerns is in the
/// log and the next append starts a new segment.
public final class Wal implements Closeable {
  private Wal() {}

  /// Opens the log of a directory, which is created if need be.
  ///
  /// @param sequences gives each group its number, in the order of the log
  public static Wal open(
      StoreFiles files, Path directory, WalOptions options, SequenceSource sequences) {
    throw new UnsupportedOperationException();
  }

  /// Delivers every frame behind `from` and cuts off a torn tail. The sequences found are
  /// observed by the source of sequences. To be called once, before the first append.
  ///
  /// @param from frames up to it are in segments and not delivered
  public WalReplay replay(WalMark from, ReplayMode mode, WalVisitor visitor) {
    throw new UnsupportedOperationException();
  }

  /// Has the timer sync what waits for it, if the options want one.
  public void start(Supervisor supervisor) {
    throw new UnsupportedOperationException();
  }

  /// Appends a group in memory: its sequence and position are known on return, but it is not safe
  /// before [#await]. The bytes are copied. May wait for a write when too many bytes are pending.
  public void append(WalGroup group) {
    throw new UnsupportedOperationException();
  }

  /// Waits until a group is as safe as asked. `VOLATILE` never waits.
  ///
  /// @throws io.tsink.api.store.StorageException when it cannot be made so; unless `DURABLE` was
  ///     asked and only the sync failed, it will not be replayed
  public void await(WalGroup group, Durability durability) {
    throw new UnsupportedOperationException();
  }

  /// What a commit waits for that says nothing else: `DURABLE` with a sync per append, else
  /// `APPENDED`.
  public Durability defaultDurability() {
    throw new UnsupportedOperationException();
  }

  /// Writes and syncs all that was appended before the call.
  public void sync() {
    throw new UnsupportedOperationException();
  }

  /// The last frame appended, written or not; see [WalMark#position].
  public long appendedPosition() {
    throw new UnsupportedOperationException();
  }

  /// Removes the segments all of whose frames are at or before a mark, oldest first.
  ///
  /// @return how many files were removed
  public int trim(WalMark covered) {
    throw new UnsupportedOperationException();
  }

  /// Bytes in files and in memory.
  public long sizeBytes() {
    throw new UnsupportedOperationException();
  }

  /// Writes, syncs, notes the end in `wal.published`, and refuses every further append.
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
