package io.tsink.engine.chunk;

import java.util.concurrent.atomic.AtomicBoolean;

/// Holds a set of codecs for one query, flush or compaction: a codec that leaves meanwhile still
/// works for it, and its departure waits a while for the lease to end. Thread-safe.
public final class CodecLease implements AutoCloseable {

  private final CodecCatalog catalog;
  private final Codecs codecs;
  private final AtomicBoolean closed = new AtomicBoolean();

  CodecLease(CodecCatalog catalog, Codecs codecs) {
    this.catalog = catalog;
    this.codecs = codecs;
  }

  public Codecs codecs() {
    return codecs;
  }

  /// Ends the lease; repeating it does nothing.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      catalog.release(codecs);
    }
  }
}
