package io.tsink.spi.ingest;

import io.tsink.api.AliasKey;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.store.Reason;
import io.tsink.api.store.SampleBatch;
import org.osgi.annotation.versioning.ProviderType;

/// What a protocol writes into: one for each request, connection or flush. Confined.
///
/// ```java
/// key.start(FORM, sink.scopeSeed()).add(body, labelsAt, labelsLength);
/// int slot = sink.find(key);
/// if (slot < 0) {
///   parseLabels(body, labelsAt, labelsLength, labels.clear());
///   slot = sink.define(key, labels);
/// }
/// sink.batch().add(slot, time, value);
/// if (sink.full()) {
///   sink.flush();
/// }
/// ```
///
/// Rows that were not flushed when a request ends are discarded; a connection, a batch of datagrams
/// and a flush task are flushed by the host.
@ProviderType
public interface SampleSink {

  /// Returns the batch that rows, exemplars and metadata are added to; always the same one. It is
  /// empty after each [#flush], in milliseconds at first, and may be set to another unit with
  /// [SampleBatch#clear(io.tsink.api.TimestampPrecision)] while it is empty.
  SampleBatch batch();

  /// Returns the seed that stands for the instance, the tenant and the labels of the scope: the
  /// second argument of [AliasKey#start], whose first one tells apart the forms in which this
  /// protocol sends labels.
  long scopeSeed();

  /// Sets labels that each series defined from now on gets in addition, such as those of the path,
  /// in place of those set before, and changes [#scopeSeed]. They win over labels of the same name
  /// that a series has itself.
  void scope(Labels labels);

  /// Returns the slot of a known series in the batch, or -1 when the key is not known.
  ///
  /// Slots are good until the next [#flush].
  int find(AliasKey key);

  /// Makes a series known and returns its slot in the batch.
  ///
  /// It always succeeds: rows of a series that cannot be stored, for whatever reason, come back as
  /// rejected.
  ///
  /// @param labels all labels of the series; the sink adds to them those of the scope
  int define(AliasKey key, LabelsBuilder labels);

  /// Tells whether the batch has grown so large that it should be flushed. To be asked between two
  /// series or lines.
  boolean full();

  /// Commits the batch and returns what has become of everything so far.
  ///
  /// @throws io.tsink.api.store.StorageException when nothing of this batch was stored; it is empty
  ///     afterwards, and what earlier flushes stored stays
  IngestResult flush();

  /// Returns what has become of everything that was flushed or rejected so far.
  IngestResult result();

  /// Reports input that cannot become a row.
  ///
  /// @param position in the input, such as a line number; what [SampleBatch#origin] is for rows
  /// @param detail what was found and what was expected
  /// @param input holds the refused piece; the sink copies the beginning of it
  void reject(int position, Reason reason, String detail, byte[] input, int offset, int length);
}
