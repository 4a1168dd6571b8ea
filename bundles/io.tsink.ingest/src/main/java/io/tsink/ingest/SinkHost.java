package io.tsink.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.AliasKey;
import io.tsink.api.Labels;

/// What the sinks of one protocol instance share. Thread-safe.
///
/// @param seed stands for the instance in alias keys
record SinkHost(
    String protocol,
    long seed,
    SeriesTable series,
    BatchPool batches,
    LabelPolicy policy,
    ProtocolMetrics metrics,
    RejectLog rejects,
    int maxBatchRows,
    long maxBatchBytes) {

  /// Returns the seed of a tenant and labels of a scope.
  long seed(String tenant, Labels scope) {
    byte[] name = tenant.getBytes(UTF_8);
    AliasKey key = new AliasKey().start(seed, scope.count()).add(name, 0, name.length);
    byte[] utf8 = scope.utf8();
    for (int i = 0; i < scope.count(); i++) {
      int start = scope.nameStart(i);
      int middle = scope.nameEnd(i);
      key.add(utf8, start, middle - start).add(utf8, middle, scope.valueEnd(i) - middle);
    }
    return key.low();
  }
}
