package io.tsink.engine.query;

import io.tsink.api.TimeRange;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.StorageException;
import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.chunk.CodecLease;
import io.tsink.engine.exemplar.ExemplarStore;
import io.tsink.engine.exemplar.MetadataStore;
import io.tsink.engine.head.Head;
import io.tsink.engine.index.Postings;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.view.MatchingSeries;
import io.tsink.engine.view.ReadView;
import io.tsink.engine.view.Retention;
import io.tsink.engine.view.ViewPublisher;
import java.util.function.BooleanSupplier;

/// Opens queriers. Thread-safe.
public final class Queries implements MatchingSeries {
  private final SeriesRegistry registry;
  private final Head head;
  private final ViewPublisher publisher;
  private final CodecCatalog catalog;
  private final ExemplarStore exemplars;
  private final MetadataStore metadata;
  private final DamagedSegments damagedSegments;
  private final Retention retention;
  private final QueryGate gate;

  /// @param storeOpen whether the store still answers
  public Queries(
      SeriesRegistry registry,
      Head head,
      ViewPublisher publisher,
      CodecCatalog catalog,
      ExemplarStore exemplars,
      MetadataStore metadata,
      DamagedSegments damagedSegments,
      Retention retention,
      BooleanSupplier storeOpen) {
    this.registry = registry;
    this.head = head;
    this.publisher = publisher;
    this.catalog = catalog;
    this.exemplars = exemplars;
    this.metadata = metadata;
    this.damagedSegments = damagedSegments;
    this.retention = retention;
    this.gate = new QueryGate(storeOpen);
  }

  /// Opens a querier of what is visible now; it must be closed.
  public Querier open(QueryContext context, ReadOptions options) {
    if (options.asOf() != ReadOptions.LATEST) {
      throw new StorageException(
          ErrorKind.UNSUPPORTED_OPERATION,
          "reading as of sequence %d: the engine reads the latest state only"
              .formatted(options.asOf()));
    }
    context.check();
    CodecLease lease = catalog.lease();
    ReadView view = publisher.open();
    QueryRun query = run(view, lease, context, options.partial(), new Warnings());
    return new EngineQuerier(query, registry, exemplars, metadata, lease::close);
  }

  private QueryRun run(
      ReadView view,
      CodecLease lease,
      QueryContext context,
      ReadOptions.Partial partial,
      Warnings warnings) {
    return new QueryRun(
        head,
        view,
        retention.oldest(),
        lease.codecs(),
        context,
        gate,
        warnings,
        new Damage(partial, warnings, damagedSegments));
  }

  @Override
  public Postings withSamples(
      ReadView view, Postings candidates, TimeRange range, long maxSequence) {
    try (CodecLease lease = catalog.lease()) {
      QueryRun query =
          run(view, lease, QueryContext.unlimited(), ReadOptions.Partial.WARN, new Warnings());
      return new Presence(query, registry).of(candidates, range, maxSequence);
    }
  }
}
