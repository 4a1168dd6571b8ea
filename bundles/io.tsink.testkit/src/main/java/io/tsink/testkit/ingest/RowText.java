package io.tsink.testkit.ingest;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.store.SampleBatch;
import java.util.HexFormat;

/// Rows as lines of text, so that tables can be read and compared.
final class RowText {
  private RowText() {}

  /// A row, such as `up{job="a"} 1.0 @1000`.
  static String of(SampleBatch batch, int row) {
    long start = batch.start(row);
    return "%s %s @%d%s"
        .formatted(
            batch.handle(batch.slotOf(row)).labels(),
            value(batch, row),
            batch.time(row),
            start == 0 ? "" : " since " + start);
  }

  private static String value(SampleBatch batch, int row) {
    long cell = batch.cell(row);
    return switch (batch.kind(row)) {
      case F64 -> number(Double.longBitsToDouble(cell));
      case I64 -> cell + "i";
      case U64 -> Long.toUnsignedString(cell) + "u";
      case BOOL -> cell == 1 ? "true" : "false";
      case BYTES -> HexFormat.of().formatHex(batch.bytes().copyOf((int) cell));
      case STRING ->
          '"'
              + new String(
                  batch.bytes().copyOf((int) cell), java.nio.charset.StandardCharsets.UTF_8)
              + '"';
      case HISTOGRAM -> batch.histograms().toNativeHistogram((int) cell).toString();
    };
  }

  /// The shortest decimal form, and the bits of NaN, of which there are many.
  static String number(double number) {
    return Double.isNaN(number)
        ? "NaN(" + Long.toHexString(Double.doubleToRawLongBits(number)) + ")"
        : Double.toString(number);
  }

  /// An exemplar, such as `up{job="a"} # {trace="x"} 1.0 @1000`.
  static String of(Labels series, Exemplar exemplar) {
    return "%s # %s %s%s"
        .formatted(
            series,
            exemplar.labels(),
            number(exemplar.value()),
            exemplar.hasTimestamp() ? " @" + exemplar.timestamp() : "");
  }

  /// An entry, such as `# up gauge "help" unit ""`.
  static String of(MetricMetadata entry) {
    return "# %s %s \"%s\" unit \"%s\""
        .formatted(entry.family(), entry.type().text(), entry.help(), entry.unit());
  }
}
