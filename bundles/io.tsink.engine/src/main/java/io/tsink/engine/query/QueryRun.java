package io.tsink.engine.query;

import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.Warning;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.Codecs;
import io.tsink.engine.head.Head;
import io.tsink.engine.series.Series;
import io.tsink.engine.tombstone.HiddenRanges;
import io.tsink.engine.view.ReadView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every part of one query works with: the view, the context, and scratch. Confined; a part
/// that goes to another thread takes a [#forked] one.
final class QueryRun {
  private final Head head;
  private final ReadView view;
  private final long oldest;
  private final Codecs codecs;
  private final QueryContext context;
  private final QueryGate gate;
  private final Warnings warnings;
  private final Damage damage;
  private final SeriesParts seriesParts;
  private final Block raw = new Block();

  /// @param oldest the first time that is not expired
  /// @param codecs held by a lease of the querier
  QueryRun(
      Head head,
      ReadView view,
      long oldest,
      Codecs codecs,
      QueryContext context,
      QueryGate gate,
      Warnings warnings,
      Damage damage) {
    this.head = head;
    this.view = view;
    this.oldest = oldest;
    this.codecs = codecs;
    this.context = context;
    this.gate = gate;
    this.warnings = warnings;
    this.damage = damage;
    this.seriesParts = new SeriesParts(head, view, new ChunkDecoder(codecs), damage);
  }

  /// The same query for another thread.
  QueryRun forked() {
    return new QueryRun(head, view, oldest, codecs, context, gate, warnings, damage);
  }

  QueryContext context() {
    return context;
  }

  ReadView view() {
    return view;
  }

  List<Warning> warnings() {
    return warnings.list();
  }

  /// Returns if the query may go on.
  void check() {
    context.check();
    gate.check(view);
  }

  /// What lies in a range of a series, null when nothing does.
  @Nullable SeriesCursor cursor(Series series, SelectHints hints) {
    return cursor(
        series,
        hints.range(),
        new Part.Wanted(
            hints.columns().contains(SelectHints.Column.START),
            hints.columns().contains(SelectHints.Column.SEQUENCE)),
        hints.numericAsF64(),
        hints.columns().contains(SelectHints.Column.SUMMARY));
  }

  /// What lies in a range of a series and is not expired, null when nothing does.
  @Nullable SeriesCursor cursor(
      Series series, TimeRange asked, Part.Wanted wanted, boolean numericAsF64, boolean summaries) {
    TimeRange range =
        asked.start() < oldest ? asked.intersect(new TimeRange(oldest, Long.MAX_VALUE)) : asked;
    List<Part> parts = seriesParts.of(series, range);
    if (parts.isEmpty()) {
      return null;
    }
    HiddenRanges hidden = view.deletions().samples().of(series.id());
    var reader = new PartReader(range, wanted, numericAsF64, hidden, context, damage, raw);
    return new SeriesCursor(parts, reader, summaries);
  }
}
