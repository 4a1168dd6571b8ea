package io.tsink.engine.ingest;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.ValueKind;
import io.tsink.api.frame.FrameContent;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Durability;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.series.Series;
import io.tsink.engine.wal.Wal;
import io.tsink.engine.wal.WalGroup;

/// Writes definitions and the body of a batch as one group of the write-ahead log.
final class WalWriteLog implements WriteLog {
  private final Wal wal;
  private final Definitions definitions;
  private final TimestampPrecision precision;

  WalWriteLog(Wal wal, Definitions definitions, TimestampPrecision precision) {
    this.wal = wal;
    this.definitions = definitions;
    this.precision = precision;
  }

  @Override
  public Logged log(WriteScratch scratch, SampleBatch batch, CommitOptions options) {
    int mark = scratch.entries().mark();
    boolean logged = false;
    try {
      Logged result = write(scratch, batch, options);
      logged = true;
      return result;
    } finally {
      if (logged) {
        definitions.close(mark);
      } else {
        definitions.fail(mark);
      }
    }
  }

  private Logged write(WriteScratch scratch, SampleBatch batch, CommitOptions options) {
    WalGroup group = scratch.group();
    group.clear();
    group.sequence(options.sequence());
    group.key(options.idempotencyKey());
    boolean defines = define(scratch, batch, group);
    FrameContent content = new FrameContent().of(batch);
    if (scratch.rows().count() < batch.rows()) {
      content.withRows(scratch.rows().accepted(), scratch.rows().count());
    }
    content
        .withTimes(precision, scratch.rows().times(), scratch.rows().starts())
        .withReplacements(scratch.accepted().replacements())
        .withExemplars(scratch.accepted().exemplars())
        .withMetadata(scratch.accepted().metadata());
    scratch
        .frameWriter()
        .writeBody(content, scratch.idsBySlot(batch.slots()), group.beginSamples());
    group.end();
    wal.append(group);
    Durability durability = durability(options, defines);
    wal.await(group, durability);
    return new Logged(group.sequence(), group.position(), durability);
  }

  /// Defines the series that the log may not know; true when there are any.
  private boolean define(WriteScratch scratch, SampleBatch batch, WalGroup group) {
    int lowest = definitions.lowest();
    if (lowest == Definitions.NONE) {
      return false;
    }
    boolean any = false;
    for (int slot = 0; slot < batch.slots(); slot++) {
      Series series = scratch.seriesOf(slot);
      if (series != null && Integer.compareUnsigned(series.id(), lowest) >= 0) {
        ValueKind kind = series.kind();
        group.define(series.id(), kind == null ? null : kind.family(), series.labels());
        any = true;
      }
    }
    return any;
  }

  /// A definition must be in the file before others rely on it.
  private Durability durability(CommitOptions options, boolean defines) {
    Durability asked = options.durability();
    Durability wanted = asked == null ? wal.defaultDurability() : asked;
    return defines && wanted == Durability.VOLATILE ? Durability.APPENDED : wanted;
  }
}
