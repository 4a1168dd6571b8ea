package io.tsink.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.AliasKey;
import io.tsink.api.Labels;
import io.tsink.api.store.AppendContext;

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

  /// Returns the seed of all that a series gets from elsewhere than the sender's bytes: tenant,
  /// labels of the listener and labels of the scope.
  long seed(AppendContext context, Labels scope) {
    byte[] tenant = context.tenant().getBytes(UTF_8);
    AliasKey key = new AliasKey().start(seed, scope.count()).add(tenant, 0, tenant.length);
    addTo(key, context.scope());
    addTo(key, scope);
    return key.low();
  }

  private static void addTo(AliasKey key, Labels labels) {
    byte[] utf8 = labels.utf8();
    for (int i = 0; i < labels.count(); i++) {
      int start = labels.nameStart(i);
      int middle = labels.nameEnd(i);
      key.add(utf8, start, middle - start).add(utf8, middle, labels.valueEnd(i) - middle);
    }
  }
}
