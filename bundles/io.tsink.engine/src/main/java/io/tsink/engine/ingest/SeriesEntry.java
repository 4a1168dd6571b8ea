package io.tsink.engine.ingest;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Makes entries in the registry for the new series of one appender, within the limit of series.
/// Confined.
final class SeriesEntry {
  /// No limit of series.
  static final long UNLIMITED = Long.MAX_VALUE;

  private static final int IDLE = -1;

  private final SeriesRegistry registry;
  private final Definitions definitions;
  private final long limit;
  private final ReentrantLock limitLock;

  /// Kinds of the series that a dry run would make.
  private @Nullable Map<Labels, ValueKind> imagined;

  private int mark = Definitions.NONE;

  /// That of the commit under way.
  private int writer = IDLE;

  SeriesEntry(EntryRules rules) {
    this.registry = rules.registry();
    this.definitions = rules.definitions();
    this.limit = rules.limit();
    this.limitLock = rules.limitLock();
  }

  boolean owns(SeriesRegistry other) {
    return registry == other;
  }

  long limit() {
    return limit;
  }

  /// Begins a commit: entries that it gets stay in memory until [#end].
  void begin(boolean dryRun) {
    end();
    writer = registry.writers().begin();
    imagined = dryRun ? new HashMap<>() : null;
    mark = Definitions.NONE;
  }

  /// Ends a commit, if one is under way.
  void end() {
    if (writer != IDLE) {
      registry.writers().end(writer);
      writer = IDLE;
    }
  }

  /// The entry of a series, made now if need be, its kind fixed; null when that would exceed the
  /// limit. A dry run makes none and returns the handle.
  @Nullable Series enter(Series series, ValueKind kind) {
    if (series.id() != Series.NO_ID && !series.retired() && series.kind() != null) {
      return series;
    }
    Map<Labels, ValueKind> dry = imagined;
    if (dry != null) {
      return imagine(series, kind, dry);
    }
    if (mark == Definitions.NONE) {
      mark = definitions.open();
    }
    if (limit == UNLIMITED) {
      return settled(series, kind);
    }
    limitLock.lock();
    try {
      Series known = known(series);
      boolean counted = known != null && known.kind() != null;
      return counted || registry.countWithKind() < limit ? settled(series, kind) : null;
    } finally {
      limitLock.unlock();
    }
  }

  private Series settled(Series series, ValueKind kind) {
    Series entry = registry.register(series, kind);
    if (entry.kind() == null) {
      registry.settle(entry, kind);
    }
    return entry;
  }

  /// The entry of a series for something else than a row, made now if need be; null when there are
  /// too many.
  @Nullable Series enterWithoutRow(Series series) {
    Series known = known(series);
    if (known != null || imagined != null) {
      return known == null ? series : known;
    }
    if (mark == Definitions.NONE) {
      mark = definitions.open();
    }
    return registry.count() < limit ? registry.register(series, null) : null;
  }

  /// The entry of a series, or null when it has none.
  @Nullable Series known(Series series) {
    return series.id() != Series.NO_ID && !series.retired()
        ? series
        : registry.find(series.labels());
  }

  private @Nullable Series imagine(Series series, ValueKind kind, Map<Labels, ValueKind> dry) {
    Labels labels = series.labels();
    Series known = registry.find(labels);
    if (known != null && known.kind() != null) {
      return known;
    }
    if (!dry.containsKey(labels) && registry.countWithKind() + dry.size() >= limit) {
      return null;
    }
    dry.putIfAbsent(labels, kind);
    return series;
  }

  /// Whether a series has an entry and takes floats.
  boolean takesFloats(Series series) {
    ValueKind kind = series.kind();
    return kind != null
        && kind.family() == ValueKind.Family.FLOAT
        && series.id() != Series.NO_ID
        && !series.retired();
  }

  /// Whether a series takes values of a kind.
  boolean takes(Series series, ValueKind kind) {
    return family(series) == kind.family();
  }

  /// The family of a series.
  ValueKind.Family family(Series series) {
    ValueKind kind = series.kind();
    if (kind == null && imagined != null) {
      kind = imagined.get(series.labels());
    }
    return kind == null ? ValueKind.Family.FLOAT : kind.family();
  }

  /// The mark that was opened for the commit, [Definitions#NONE] when it has no new series.
  int mark() {
    return mark;
  }
}
