package io.tsink.api.store;

import io.tsink.api.TimeRange;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a caller is going to do with a selection. Immutable.
///
/// The time range and [#internal] bind: no sample outside of the range is returned, and no series
/// of a reserved name unless they are wanted. The rest are hints: a store may ignore them, and an
/// answer is the same without them but for columns and labels that were not wanted.
public final class SelectHints {
  private final TimeRange range;
  private final long step;
  private final long window;
  private final String function;
  private final @Nullable List<String> grouping;
  private final boolean groupBy;
  private final @Nullable List<String> projection;
  private final Set<Column> columns;
  private final boolean sorted;
  private final boolean numericAsF64;
  private final boolean internal;
  private final long seriesLimit;

  private SelectHints(Builder builder) {
    this.range = builder.range;
    this.step = builder.step;
    this.window = builder.window;
    this.function = builder.function;
    this.grouping = builder.grouping;
    this.groupBy = builder.groupBy;
    this.projection = builder.projection;
    this.columns = Set.copyOf(builder.columns);
    this.sorted = builder.sorted;
    this.numericAsF64 = builder.numericAsF64;
    this.internal = builder.internal;
    this.seriesLimit = builder.seriesLimit;
  }

  /// The samples of a range, with nothing else said.
  public static SelectHints over(TimeRange range) {
    return builder(range).build();
  }

  public static Builder builder(TimeRange range) {
    return new Builder(range);
  }

  /// What a block may carry.
  public enum Column {
    TIME,
    VALUE,
    START,
    SEQUENCE,
    SUMMARY
  }

  /// The samples that are wanted.
  public TimeRange range() {
    return range;
  }

  /// Distance of evaluation steps, 0 for one moment.
  public long step() {
    return step;
  }

  /// Length of the window before each step, 0 for the latest sample.
  public long window() {
    return window;
  }

  /// The function or aggregation that reads the samples, empty for none.
  public String function() {
    return function;
  }

  /// The labels that series are grouped by or without, null when they are not grouped.
  public @Nullable List<String> grouping() {
    return grouping;
  }

  /// Whether [#grouping] says what is kept rather than what is dropped.
  public boolean groupBy() {
    return groupBy;
  }

  /// The labels that are needed, null for all. [SeriesSet#valueId] takes indexes into it.
  public @Nullable List<String> projection() {
    return projection;
  }

  /// The columns that are wanted.
  public Set<Column> columns() {
    return columns;
  }

  /// Whether series have to come in the order of their labels.
  public boolean sorted() {
    return sorted;
  }

  /// Whether integers and truth values are wanted as doubles, and other kinds left out unless they
  /// are histograms.
  public boolean numericAsF64() {
    return numericAsF64;
  }

  /// Whether series of reserved names, such as rollups, are wanted.
  public boolean internal() {
    return internal;
  }

  /// Number of series after which the set may end.
  public long seriesLimit() {
    return seriesLimit;
  }

  /// Collects hints. Confined.
  public static final class Builder {
    private final TimeRange range;
    private long step;
    private long window;
    private String function = "";
    private @Nullable List<String> grouping;
    private boolean groupBy;
    private @Nullable List<String> projection;
    private Set<Column> columns = EnumSet.of(Column.TIME, Column.VALUE);
    private boolean sorted;
    private boolean numericAsF64;
    private boolean internal;
    private long seriesLimit = Long.MAX_VALUE;

    private Builder(TimeRange range) {
      this.range = range;
    }

    public Builder step(long value) {
      step = value;
      return this;
    }

    public Builder window(long value) {
      window = value;
      return this;
    }

    public Builder function(String value) {
      function = value;
      return this;
    }

    public Builder groupedBy(List<String> labels) {
      grouping = List.copyOf(labels);
      groupBy = true;
      return this;
    }

    public Builder groupedWithout(List<String> labels) {
      grouping = List.copyOf(labels);
      groupBy = false;
      return this;
    }

    public Builder projection(List<String> labels) {
      projection = List.copyOf(labels);
      return this;
    }

    public Builder columns(Set<Column> value) {
      columns = value;
      return this;
    }

    public Builder sorted(boolean value) {
      sorted = value;
      return this;
    }

    public Builder numericAsF64(boolean value) {
      numericAsF64 = value;
      return this;
    }

    public Builder internal(boolean value) {
      internal = value;
      return this;
    }

    public Builder seriesLimit(long value) {
      seriesLimit = value;
      return this;
    }

    public SelectHints build() {
      return new SelectHints(this);
    }
  }
}
