package io.tsink.engine.io;

import java.io.IOException;

/// A file could not grow: there is no room on the disk or none within a quota.
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  public DiskFullException(String message) {
    super(message);
  }

  public DiskFullException(String message, IOException cause) {
    super(message, cause);
  }
}
