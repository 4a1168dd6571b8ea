package io.tsink.testkit.storage;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.Storage;
import java.util.stream.IntStream;

/// Stores with one bug each. A comparison that does not see them proves nothing.
public final class Planted {
  private Planted() {}

  /// A store that acknowledges the last row of every seventh batch and does not store it.
  public static Storage lostSample(Storage lower) {
    return new WrongAppends(lower) {
      private int commits;

      @Override
      boolean keeps(SampleBatch batch, int row) {
        if (row == 0) {
          commits++;
        }
        return commits % 7 != 0 || row != batch.rows() - 1;
      }
    };
  }

  /// A store that keeps the first write of a time instead of the last.
  public static Storage wrongLastWrite(Storage lower) {
    return new WrongAppends(lower) {
      @Override
      boolean keeps(SampleBatch batch, int row) {
        Labels labels = batch.handle(batch.slotOf(row)).labels();
        long time = batch.time(row);
        return time == Long.MIN_VALUE
            || time == Long.MAX_VALUE
            || !StorageReader.read(
                    lower(), Selection.series(labels), TimeRange.inclusive(time, time))
                .containsKey(labels);
      }
    };
  }

  /// A store whose full chunks lack the last sample when they are read.
  public static Storage cutChunkEdge(Storage lower) {
    return new DelegatingStorage(lower) {
      @Override
      public Querier querier(QueryContext context, ReadOptions options) {
        return new DelegatingQuerier(super.querier(context, options)) {
          @Override
          public SeriesSet select(Selection selection, SelectHints hints) {
            return new CutChunks(super.select(selection, hints));
          }
        };
      }
    };
  }

  private static final class CutChunks extends DelegatingSeriesSet {
    /// Chunks of the model are full at this size, those of other stores are larger.
    private static final int FULL = 16;

    CutChunks(SeriesSet lower) {
      super(lower);
    }

    @Override
    public ChunkCursor samples() {
      return new DelegatingCursor(super.samples()) {
        @Override
        public void load(Block block) {
          super.load(block);
          if (block.size() >= FULL) {
            block.range(block.from(), block.to() - 1);
          }
        }
      };
    }
  }

  /// Leaves out rows and counts them as accepted.
  private abstract static class WrongAppends extends DelegatingStorage {
    WrongAppends(Storage lower) {
      super(lower);
    }

    /// Whether a row is stored.
    abstract boolean keeps(SampleBatch batch, int row);

    @Override
    public Appender appender(AppendContext context) {
      Appender appender = super.appender(context);
      return new Appender() {
        @Override
        public SeriesHandle series(Labels labels) {
          return appender.series(labels);
        }

        @Override
        public CommitResult commit(SampleBatch batch, CommitOptions options) {
          int[] kept = IntStream.range(0, batch.rows()).filter(row -> keeps(batch, row)).toArray();
          CommitResult honest = appender.commit(batch, options.withDryRun(true));
          CommitResult result = appender.commit(part(batch, kept), options);
          return CommitResult.builder()
              .durability(result.durability())
              .sequence(result.sequence())
              .samples(honest.samples())
              .histograms(honest.histograms())
              .exemplars(result.exemplars())
              .metadata(result.metadata())
              .outcomes(honest.outcomes())
              .exemplarOutcomes(result.exemplarOutcomes())
              .metadataOutcomes(result.metadataOutcomes())
              .replayed(result.replayed())
              .build();
        }

        @Override
        public void close() {
          appender.close();
        }
      };
    }

    private static SampleBatch part(SampleBatch batch, int[] rows) {
      SampleBatch part = batch.select(rows);
      batch.replacements().forEach(r -> part.replace(part.slot(batch.handle(r.slot())), r.range()));
      batch
          .exemplars()
          .forEach(e -> part.addExemplar(part.slot(batch.handle(e.slot())), e.exemplar()));
      batch.metadata().forEach(part::addMetadata);
      return part;
    }
  }
}
