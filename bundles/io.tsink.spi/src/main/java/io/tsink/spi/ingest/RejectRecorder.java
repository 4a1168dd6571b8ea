package io.tsink.spi.ingest;

import io.tsink.api.store.Reason;
import org.osgi.annotation.versioning.ProviderType;

/// Counts refused input by reason and keeps a few examples for operators. Thread-safe.
@ProviderType
public interface RejectRecorder {

  /// Counts one refusal.
  ///
  /// @param detail what was found and what was expected
  /// @param input holds the refused piece; the recorder copies the beginning of it
  void reject(Reason reason, String detail, byte[] input, int offset, int length);
}
