package io.tsink.engine.ingest;

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

/// Appends for one caller. Confined.
public final class EngineAppender implements Appender {
  private final WritePipeline pipeline;
  private final AppendContext context;

  public EngineAppender(WritePipeline pipeline, AppendContext context) {
    this.pipeline = pipeline;
    this.context = context;
  }

  @Override
  public SeriesHandle series(Labels labels) {
    pipeline.checkOpen();
    Labels scoped = scoped(labels);
    if (scoped.indexOf(Labels.METRIC_NAME) < 0) {
      return new RefusedSeries(
          pipeline.registry(),
          scoped,
          new Refusal(Reason.NO_METRIC_NAME, "%s has no metric name".formatted(scoped)));
    }
    return pipeline.registry().handle(scoped);
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
    return pipeline.commit(context, batch, options);
  }

  @Override
  public void close() {}
}
