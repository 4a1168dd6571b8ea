package io.tsink.testkit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.ShardScope;
import io.tsink.api.TimeRange;
import io.tsink.api.XxHash64;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.Replication;
import java.util.List;

/// Digests sample by sample.
record ModelReplication(ModelStorage storage) implements Replication {
  @Override
  public long lastSequence() {
    return storage.locked(() -> storage.data().lastSequence());
  }

  @Override
  public void observe(long sequence) {
    storage.locked(
        () -> {
          storage.data().observe(sequence);
          return sequence;
        });
  }

  @Override
  public Digest digest(ShardScope scope, TimeRange range) {
    List<ModelView.Part> parts =
        storage
            .locked(() -> storage.data().view(ReadOptions.LATEST))
            .select(ModelMatching.predicate(Selection.everything().within(scope)), range);
    long samples = 0;
    long high = 0;
    long low = 0;
    for (ModelView.Part part : parts) {
      for (Version version : part.samples()) {
        samples++;
        high += hash("high", part.labels(), version);
        low += hash("low", part.labels(), version);
      }
    }
    return new Digest(parts.size(), samples, high, low);
  }

  private static long hash(String salt, Labels labels, Version version) {
    String text = SampleText.of(version.time(), version.value(), version.start());
    byte[] bytes = (salt + labels + text).getBytes(UTF_8);
    return XxHash64.hash(bytes, 0, bytes.length);
  }
}
