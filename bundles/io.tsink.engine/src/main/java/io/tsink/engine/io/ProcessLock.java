package io.tsink.engine.io;

import java.io.Closeable;
import java.io.IOException;

/// A lock held by this process on a data directory, until it is closed. Thread-safe.
public interface ProcessLock extends Closeable {
  @Override
  void close() throws IOException;
}
