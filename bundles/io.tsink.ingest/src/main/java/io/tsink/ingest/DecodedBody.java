package io.tsink.ingest;

import io.tsink.spi.ingest.RequestBody;

/// A body as a protocol reads it. Confined; closing gives its buffers back.
public abstract sealed class DecodedBody implements RequestBody, AutoCloseable
    permits StreamedBody, WholeBody {

  /// For this package only.
  DecodedBody() {}

  @Override
  public abstract void close();
}
