package io.tsink.api.store;

import io.tsink.api.Label;
import io.tsink.api.LabelFault;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The verbs that write rows. Confined to one call.
final class RowInsert {
  private final Appender appender;
  private final SampleBatch batch;
  private final LabelsBuilder builder = new LabelsBuilder();
  private final Map<Labels, Integer> slots = new HashMap<>();
  private final Outcomes.Recorder rejected = new Outcomes.Recorder();

  private RowInsert(Storage storage, Appender appender) {
    this.appender = appender;
    this.batch = new SampleBatch(storage.options().precision());
  }

  /// Stores the rows that can be stored, as one batch.
  static WriteResult insert(Storage storage, List<Row> rows) {
    try (Appender appender = storage.appender(AppendContext.local())) {
      return new RowInsert(storage, appender).insert(rows);
    }
  }

  private WriteResult insert(List<Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      add(i, rows.get(i));
    }
    CommitResult result = appender.commit(batch, CommitOptions.defaults());
    if (rejected.rejected() == 0) {
      return new WriteResult(rows.size(), result);
    }
    rejected.addAll(result.outcomes());
    CommitResult whole =
        CommitResult.builder()
            .durability(result.durability())
            .sequence(result.sequence())
            .samples(result.samples())
            .histograms(result.histograms())
            .outcomes(rejected.outcomes())
            .acks(result.acks())
            .build();
    return new WriteResult(rows.size(), whole);
  }

  private void add(int index, Row row) {
    builder.clear().add(Labels.METRIC_NAME, row.metric());
    for (Label label : row.labels()) {
      builder.add(label.name(), label.value());
    }
    @Nullable LabelFault fault = builder.fault();
    if (fault != null) {
      rejected.reject(index, reason(fault.kind()), fault.text());
      return;
    }
    int slot = slots.computeIfAbsent(builder.build(), one -> batch.slot(appender.series(one)));
    int added = batch.add(slot, row.dataPoint().timestamp(), row.dataPoint().value());
    if (added != index) {
      batch.origin(added, index);
    }
  }

  private static Reason reason(LabelFault.Kind fault) {
    return switch (fault) {
      case NAME_TOO_LONG, VALUE_TOO_LONG, IDENTITY_TOO_LONG -> Reason.LABEL_LIMIT;
      case EMPTY_NAME, DUPLICATE_NAME, NOT_UTF8 -> Reason.INVALID_LABELS;
    };
  }
}
