package io.tsink.promql;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.promql.eval.SampleSource;
import io.tsink.promql.eval.Samples;
import java.util.ArrayList;
import java.util.List;

/// Reads selectors from a querier, one selection each, within the limits of one query.
final class StorageSource implements SampleSource {
  private final Querier querier;
  private final QueryContext context;
  private long histograms;

  StorageSource(Querier querier, QueryContext context) {
    this.querier = querier;
    this.context = context;
  }

  @Override
  public List<String> warnings() {
    var warnings = new ArrayList<String>();
    querier.warnings().forEach(warning -> warnings.add(warning.text()));
    if (histograms > 0) {
      warnings.add("%d native histogram samples were left out".formatted(histograms));
    }
    return warnings;
  }

  @Override
  public Scan scan(List<Matcher> matchers, Request request) {
    var hints =
        SelectHints.builder(range(request))
            .step(request.step())
            .window(request.range())
            .function(request.function())
            .numericAsF64(true);
    if (!request.grouping().isEmpty()) {
      if (request.by()) {
        hints.groupedBy(request.grouping());
      } else {
        hints.groupedWithout(request.grouping());
      }
    }
    return new StorageScan(querier.select(Selection.of(matchers), hints.build()));
  }

  /// The request's `(after, until]` as a half-open range; ends beyond time saturate.
  private static TimeRange range(Request request) {
    long start = request.after() == Long.MAX_VALUE ? Long.MAX_VALUE : request.after() + 1;
    long end = request.until() == Long.MAX_VALUE ? Long.MAX_VALUE : request.until() + 1;
    return new TimeRange(start, Math.max(start, end));
  }

  private final class StorageScan implements Scan {
    private final SeriesSet series;
    private final Block block = new Block();

    StorageScan(SeriesSet series) {
      this.series = series;
    }

    @Override
    public boolean next() {
      context.check();
      return series.next();
    }

    @Override
    public Labels labels() {
      return series.labels();
    }

    @Override
    public void load(Samples into) {
      ChunkCursor cursor = series.samples();
      while (cursor.nextChunk()) {
        ValueKind kind = cursor.kind();
        if (kind == ValueKind.HISTOGRAM) {
          histograms += cursor.count();
        } else if (kind.isNumeric()) {
          cursor.load(block);
          append(into);
        }
      }
    }

    private void append(Samples into) {
      context.chargeSamples(block.size());
      if (block.kind() == ValueKind.F64) {
        into.append(block.times(), block.doubles(), block.from(), block.to());
        return;
      }
      for (int i = block.from(); i < block.to(); i++) {
        into.append(block.times()[i], block.number(i));
      }
    }

    @Override
    public void close() {
      series.close();
    }
  }
}
