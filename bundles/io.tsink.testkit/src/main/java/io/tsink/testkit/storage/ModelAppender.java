package io.tsink.testkit.storage;

import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;

/// Appends to a model store.
final class ModelAppender implements Appender {
  private final ModelStorage storage;
  private final AppendContext context;

  ModelAppender(ModelStorage storage, AppendContext context) {
    this.storage = storage;
    this.context = context;
  }

  @Override
  public SeriesHandle series(Labels labels) {
    storage.checkOpen();
    Labels scoped = scoped(labels);
    String metric = scoped.metric();
    if (metric == null) {
      var refusal = new Refusal(Reason.NO_METRIC_NAME, "%s has no metric name".formatted(scoped));
      return new ModelHandle(storage, scoped, refusal);
    }
    return new ModelHandle(storage, scoped, null);
  }

  private Labels scoped(Labels labels) {
    if (context.scope().isEmpty()) {
      return labels;
    }
    var builder = new LabelsBuilder().addAll(labels);
    context.scope().forEach(builder::set);
    return builder.build();
  }

  @Override
  public CommitResult commit(SampleBatch batch, CommitOptions options) {
    return storage.commit(batch, options);
  }

  @Override
  public void close() {}
}
