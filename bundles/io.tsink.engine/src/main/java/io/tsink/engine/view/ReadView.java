package io.tsink.engine.view;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One pinned state of a store: head, segments and tombstones at one moment. Thread-safe. It must
/// be closed, since what it can see stays in memory and on disk until then.
public final class ReadView implements AutoCloseable {
  private final ViewPublisher publisher;
  private final PinnedState pinned;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// Who opened the view; only with assertions enabled.
  private final @Nullable Throwable opener;

  ReadView(ViewPublisher publisher, PinnedState pinned, @Nullable Throwable opener) {
    this.publisher = publisher;
    this.pinned = pinned;
    this.opener = opener;
  }

  /// The last commit whose rows are seen.
  public long visibleCommit() {
    return pinned.state().visibleCommit();
  }

  /// The publication that the view belongs to.
  public long publication() {
    return pinned.state().publication();
  }

  public Deletions deletions() {
    return pinned.state().deletions();
  }

  public SegmentSet segments() {
    return pinned.state().segments();
  }

  /// Whether the view was closed.
  public boolean closed() {
    return closed.get();
  }

  @Nullable Throwable opener() {
    return opener;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      publisher.release(this, pinned);
    }
  }
}
