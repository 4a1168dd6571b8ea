package io.tsink.api.store;

import io.tsink.api.Labels;
import org.osgi.annotation.versioning.ProviderType;

/// Appends batches on behalf of one caller. Confined. There is no transaction across calls: each
/// batch is committed on its own.
@ProviderType
public interface Appender extends AutoCloseable {
  /// The handle of a series. Nothing is created in the store until a row of the series is accepted.
  ///
  /// Labels that cannot be a series give a handle with a [SeriesHandle#refusal], so that the caller
  /// need not branch.
  SeriesHandle series(Labels labels);

  /// Stores the rows of a batch that can be accepted, all of them or, on failure, none.
  ///
  /// It returns when the accepted rows are visible to new queriers and have reached the durability
  /// asked for. The batch is borrowed until then.
  ///
  /// @throws StorageException when nothing was stored
  CommitResult commit(SampleBatch batch, CommitOptions options);

  /// Ends the use of the appender; batches that were not committed are discarded by their owner.
  @Override
  void close();
}
