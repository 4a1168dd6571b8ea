package io.tsink.engine.segment.v1;

import io.tsink.engine.chunk.CodecRef;
import io.tsink.engine.segment.CodecUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers the codecs of a segment being written, from 1, and counts what each wrote. Confined.
final class CodecTable {

  private final Map<CodecRef, Count> counts = new LinkedHashMap<>();

  private static final class Count {
    final int number;
    long columns;
    long bytes;

    Count(int number) {
      this.number = number;
    }
  }

  /// The number of a codec; 0 for none.
  int number(@Nullable CodecRef codec) {
    return codec == null ? 0 : count(codec).number;
  }

  /// Counts a column that was stored.
  void count(@Nullable CodecRef codec, long bytes) {
    if (codec != null) {
      Count count = count(codec);
      count.columns++;
      count.bytes += bytes;
    }
  }

  private Count count(CodecRef codec) {
    return counts.computeIfAbsent(codec, _ -> new Count(counts.size() + 1));
  }

  List<CodecUse> uses() {
    List<CodecUse> uses = new ArrayList<>();
    counts.forEach((codec, count) -> uses.add(new CodecUse(codec, count.columns, count.bytes)));
    return uses;
  }
}
