package io.tsink.embedded;

import io.tsink.api.Label;
import io.tsink.api.LabelFault;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.Row;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.api.store.SampleBatch;

/// Makes one batch of rows given as objects. Confined.
///
/// A row whose labels are not valid cannot be in a batch; it is rejected here, beside the rows that
/// the store rejects.
final class RowInsert {
  private final Appender appender;
  private final SampleBatch batch;
  private final LabelsBuilder labels = new LabelsBuilder();
  private final Outcomes.Recorder rejections = new Outcomes.Recorder();

  /// @param batch empty
  RowInsert(Appender appender, SampleBatch batch) {
    this.appender = appender;
    this.batch = batch;
  }

  /// Adds a row.
  ///
  /// @param number what outcomes call it
  void add(int number, Row row) {
    labels.clear().add(Labels.METRIC_NAME, row.metric());
    for (Label label : row.labels()) {
      labels.add(label.name(), label.value());
    }
    LabelFault fault = labels.fault();
    if (fault != null) {
      rejections.reject(number, Reason.INVALID_LABELS, fault.text());
      return;
    }
    int slot = batch.slot(appender.series(labels.build()));
    int added = batch.add(slot, row.dataPoint().timestamp(), row.dataPoint().value());
    batch.origin(added, number);
  }

  CommitResult commit() {
    CommitResult result = appender.commit(batch, CommitOptions.defaults());
    if (rejections.rejected() == 0) {
      return result;
    }
    rejections.addAll(result.outcomes());
    return CommitResult.builder()
        .durability(result.durability())
        .sequence(result.sequence())
        .samples(result.samples())
        .histograms(result.histograms())
        .outcomes(rejections.outcomes())
        .acks(result.acks())
        .build();
  }
}
