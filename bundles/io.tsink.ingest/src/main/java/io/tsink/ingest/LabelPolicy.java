package io.tsink.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.LabelFault;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Refusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What labels senders may use. Immutable.
///
/// These limits are tighter than those of the store's format and apply to clients only. Names that
/// begin with [#RESERVED_PREFIX] are tsink's own.
record LabelPolicy(int maxLabels, int maxNameBytes, int maxValueBytes) {
  static final String RESERVED_PREFIX = "__tsink_";

  private static final byte[] METRIC_NAME = Labels.METRIC_NAME.getBytes(UTF_8);
  private static final byte[] RESERVED = RESERVED_PREFIX.getBytes(UTF_8);

  static LabelPolicy of(IngestOptions options) {
    return new LabelPolicy(
        options.maxLabels(), options.maxLabelNameBytes(), options.maxLabelValueBytes());
  }

  /// Returns why rows of a series with these labels are refused, or null.
  @Nullable Refusal refusal(LabelsBuilder builder) {
    LabelFault fault = builder.fault();
    return fault == null
        ? refusal(builder.build())
        : new Refusal(Reason.INVALID_LABELS, fault.text());
  }

  /// Returns why rows of a series with these labels are refused, or null.
  @Nullable Refusal refusal(Labels labels) {
    int metric = labels.indexOf(METRIC_NAME, 0, METRIC_NAME.length);
    if (metric < 0) {
      return new Refusal(
          Reason.NO_METRIC_NAME, "series %s has no label __name__".formatted(labels));
    }
    if (labels.count() > maxLabels) {
      return new Refusal(
          Reason.LABEL_LIMIT,
          "series %s has %d labels, expected at most %d (max-labels)"
              .formatted(shortened(labels), labels.count(), maxLabels));
    }
    for (int i = 0; i < labels.count(); i++) {
      Refusal refusal = refusal(labels, i, i == metric);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private @Nullable Refusal refusal(Labels labels, int index, boolean isMetric) {
    int start = labels.nameStart(index);
    int middle = labels.nameEnd(index);
    int end = labels.valueEnd(index);
    if (middle - start > maxNameBytes) {
      return new Refusal(
          Reason.LABEL_LIMIT,
          "label name %s has %d bytes, expected at most %d (max-label-name-size)"
              .formatted(labels.name(index), middle - start, maxNameBytes));
    }
    if (end - middle > maxValueBytes) {
      return new Refusal(
          Reason.LABEL_LIMIT,
          "the value of label %s has %d bytes, expected at most %d (max-label-value-size)"
              .formatted(labels.name(index), end - middle, maxValueBytes));
    }
    if (isReserved(labels.utf8(), start, middle)) {
      return new Refusal(
          Reason.RESERVED_LABEL,
          "label name %s is reserved: names beginning with %s are set by the server"
              .formatted(labels.name(index), RESERVED_PREFIX));
    }
    if (isMetric && isReserved(labels.utf8(), middle, end)) {
      return new Refusal(
          Reason.RESERVED_LABEL,
          "metric name %s is reserved: names beginning with %s are made by the server"
              .formatted(labels.value(index), RESERVED_PREFIX));
    }
    return null;
  }

  private static boolean isReserved(byte[] utf8, int start, int end) {
    return end - start >= RESERVED.length
        && Arrays.equals(utf8, start, start + RESERVED.length, RESERVED, 0, RESERVED.length);
  }

  private static String shortened(Labels labels) {
    String text = labels.toString();
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
