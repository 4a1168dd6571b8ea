package io.tsink.engine.wal;

import io.tsink.api.Labels;
import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.IdempotencyKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keeps all that a replay delivers.
final class Found implements WalVisitor {
  final TreeMap<Integer, String> series = new TreeMap<>();
  final List<Batch> batches = new ArrayList<>();
  final List<String> deletes = new ArrayList<>();
  final List<WalMark> marks = new ArrayList<>();
  int definitions;

  /// A batch, its body as the bytes of ISO 8859-1.
  record Batch(long position, long sequence, @Nullable IdempotencyKey key, String body) {}

  @Override
  public void series(int seriesId, ValueKind.@Nullable Family family, Labels labels) {
    series.put(seriesId, family + " " + labels);
    definitions++;
  }

  @Override
  public void samples(
      long position, long sequence, @Nullable IdempotencyKey key, byte[] bytes, int from, int to) {
    batches.add(new Batch(position, sequence, key, text(bytes, from, to)));
  }

  @Override
  public void delete(
      long position,
      long sequence,
      @Nullable IdempotencyKey key,
      TimeRange range,
      int[] seriesIds) {
    deletes.add("%d %s %s".formatted(sequence, range, Arrays.toString(seriesIds)));
  }

  @Override
  public void covered(WalMark covered) {
    marks.add(covered);
  }

  List<String> bodies() {
    return batches.stream().map(Batch::body).toList();
  }

  List<Long> sequences() {
    return batches.stream().map(Batch::sequence).toList();
  }

  static String text(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      text.append((char) (bytes[i] & 0xff));
    }
    return text.toString();
  }
}
