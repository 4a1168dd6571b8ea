package io.tsink.engine.compact;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.segment.Segment;

/// A segment that was to be merged is damaged.
final class DamagedInputException extends StorageException {
  private static final long serialVersionUID = 1L;

  private final transient Segment segment;

  DamagedInputException(Segment segment, StorageException cause) {
    super(ErrorKind.CORRUPTION, String.valueOf(cause.getMessage()), cause);
    this.segment = segment;
  }

  Segment segment() {
    return segment;
  }
}
