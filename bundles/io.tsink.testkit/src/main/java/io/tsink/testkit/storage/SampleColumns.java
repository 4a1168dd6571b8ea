package io.tsink.testkit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.NativeHistogram;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.SelectHints.Column;
import java.util.List;
import java.util.Set;

/// Puts samples into the columns of a block. The first entry is not valid, so that a reader that
/// starts at 0 is found out.
final class SampleColumns {
  private static final int FROM = 1;

  private SampleColumns() {}

  /// @param samples at least one, all of one kind
  static void fill(Block block, List<Version> samples, Set<Column> columns) {
    ValueKind kind = samples.getFirst().value().kind();
    int end = FROM + samples.size();
    block.reset(kind, end);
    appendInvalid(block, kind);
    for (int i = FROM; i < end; i++) {
      Version version = samples.get(i - FROM);
      block.times()[i] = version.time();
      put(block, i, version.value());
    }
    if (columns.contains(Column.START) && samples.stream().anyMatch(v -> v.start() != 0)) {
      long[] starts = block.fillStarts(end);
      for (int i = FROM; i < end; i++) {
        starts[i] = samples.get(i - FROM).start();
      }
    }
    if (columns.contains(Column.SEQUENCE)) {
      long[] sequences = block.fillSequences(end);
      for (int i = FROM; i < end; i++) {
        sequences[i] = samples.get(i - FROM).sequence();
      }
    }
    block.range(FROM, end);
  }

  private static void appendInvalid(Block block, ValueKind kind) {
    switch (kind) {
      case BYTES, STRING -> block.bytes().append(new byte[] {'?'}, 0, 1);
      case HISTOGRAM -> block.histograms().appendStale();
      case F64, I64, U64, BOOL -> {}
    }
  }

  private static void put(Block block, int index, Value value) {
    switch (value) {
      case Value.F64(double number) -> block.doubles()[index] = number;
      case Value.I64(long number) -> block.longs()[index] = number;
      case Value.U64(long number) -> block.longs()[index] = number;
      case Value.Bool(boolean truth) -> {
        long bit = 1L << (index & 63);
        long word = block.longs()[index >>> 6];
        block.longs()[index >>> 6] = truth ? word | bit : word & ~bit;
      }
      case Value.Bytes bytes -> block.bytes().append(bytes.value(), 0, bytes.length());
      case Value.Text(String text) -> {
        byte[] utf8 = text.getBytes(UTF_8);
        block.bytes().append(utf8, 0, utf8.length);
      }
      case Value.Histogram(NativeHistogram histogram) -> block.histograms().append(histogram);
    }
  }

  /// A value as PromQL reads it.
  static double number(Value value) {
    return switch (value) {
      case Value.F64(double number) -> number;
      case Value.I64(long number) -> number;
      case Value.U64(long number) -> number >= 0 ? number : ((number >>> 1) | (number & 1)) * 2.0;
      case Value.Bool(boolean truth) -> truth ? 1 : 0;
      case Value.Bytes _, Value.Text _, Value.Histogram _ ->
          throw new IllegalArgumentException("%s is not numeric".formatted(value.kind()));
    };
  }
}
