package io.tsink.promql.eval;

import io.tsink.api.Labels;
import io.tsink.promql.ast.AggregateExpr;
import io.tsink.promql.ast.At;
import io.tsink.promql.ast.BinaryExpr;
import io.tsink.promql.ast.Call;
import io.tsink.promql.ast.DurationExpr;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.MatrixSelector;
import io.tsink.promql.ast.NumberLiteral;
import io.tsink.promql.ast.ParenExpr;
import io.tsink.promql.ast.StringLiteral;
import io.tsink.promql.ast.SubqueryExpr;
import io.tsink.promql.ast.TimeShift;
import io.tsink.promql.ast.UnaryExpr;
import io.tsink.promql.ast.ValueType;
import io.tsink.promql.ast.VectorSelector;
import io.tsink.promql.ast.VectorSelector.Extension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Evaluates expressions: selectors and literals itself, the rest through the class of each kind of
/// node.
public final class Evaluator {

  final Settings settings;
  final Clocking clocking;
  final Durations durations;
  final Annotations annotations;
  final Budget budget;
  private final SampleSource source;
  private final Calls calls;
  private final Aggregations aggregations;
  private final Binaries binaries;

  public Evaluator(SampleSource source, Settings settings, Annotations annotations, Budget budget) {
    this.source = source;
    this.settings = settings;
    this.clocking = settings.clocking();
    this.durations = settings.durations();
    this.annotations = annotations;
    this.budget = budget;
    this.calls = new Calls(this);
    this.aggregations = new Aggregations(this);
    this.binaries = new Binaries(this);
  }

  /// The value of a whole query over the settings' grid.
  ///
  /// @throws QueryFailure when it has none
  public Value evaluate(Expr expr) {
    budget.check();
    Grid grid = settings.grid();
    return switch (expr.type()) {
      case SCALAR -> new Value.Scalar(Series.unlabelled(scalar(expr, grid)));
      case STRING -> new Value.Text(text(expr));
      case VECTOR -> {
        var merger = new Merger();
        each(expr, grid, Hint.NONE, series -> merger.accept(nameless(series)));
        yield new Value.Vector(List.copyOf(merger.series()), Calls.ordered(expr));
      }
      case MATRIX -> matrix(expr, grid);
    };
  }

  private static Series nameless(Series series) {
    return series.dropName()
        ? new Series(LabelSets.nameless(series.labels()), false, series.column())
        : series;
  }

  private Value matrix(Expr expr, Grid grid) {
    var runs = new ArrayList<Value.Run>();
    RangeShape shape = shape(expr);
    runs(
        expr,
        grid,
        Hint.NONE,
        (labels, dropName, samples) -> {
          var window = new Window(samples, shape.range(), clocking);
          window.slide(shape.end(grid, 0));
          if (window.count() > 0) {
            budget.hold(window.count());
            runs.add(
                new Value.Run(
                    dropName ? LabelSets.nameless(labels) : labels,
                    Arrays.copyOfRange(samples.times, window.from, window.to),
                    Arrays.copyOfRange(samples.values, window.from, window.to)));
          }
        });
    return new Value.Matrix(runs);
  }

  double[] scalar(Expr expr, Grid grid) {
    return switch (expr) {
      case NumberLiteral e -> {
        double[] column = new double[grid.count()];
        Arrays.fill(column, e.value());
        yield column;
      }
      case ParenExpr e -> scalar(e.inner(), grid);
      case UnaryExpr e -> {
        double[] column = scalar(e.operand(), grid);
        if (e.negative()) {
          for (int i = 0; i < column.length; i++) {
            column[i] = -column[i];
          }
        }
        yield column;
      }
      case BinaryExpr e -> {
        double[] left = scalar(e.left(), grid);
        double[] right = scalar(e.right(), grid);
        for (int i = 0; i < left.length; i++) {
          left[i] = binaries.number(e.op(), left[i], right[i]);
        }
        yield left;
      }
      case Call e -> calls.scalar(e, grid);
      case AggregateExpr _, MatrixSelector _, StringLiteral _, SubqueryExpr _, VectorSelector _ ->
          throw notA(expr, ValueType.SCALAR);
    };
  }

  String text(Expr expr) {
    return switch (expr) {
      case StringLiteral e -> e.value();
      case ParenExpr e -> text(e.inner());
      default -> throw notA(expr, ValueType.STRING);
    };
  }

  /// Pushes the series of a vector, each with at least one value.
  void each(Expr expr, Grid grid, Hint hint, Consumer<Series> sink) {
    switch (expr) {
      case ParenExpr e -> each(e.inner(), grid, hint, sink);
      case VectorSelector e -> instant(e, grid, hint, false, sink);
      case UnaryExpr e -> unary(e, grid, sink);
      case BinaryExpr e -> binaries.each(e, grid, sink);
      case AggregateExpr e -> aggregations.each(e, grid, sink);
      case Call e -> calls.each(e, grid, sink);
      case MatrixSelector _, NumberLiteral _, StringLiteral _, SubqueryExpr _ ->
          throw notA(expr, ValueType.VECTOR);
    }
  }

  private static IllegalStateException notA(Expr expr, ValueType type) {
    return new IllegalStateException("type check let %s pass as %s".formatted(expr, type));
  }

  /// All series of a vector; the caller gives them back with [#release].
  List<Series> vector(Expr expr, Grid grid, Hint hint) {
    var all = new ArrayList<Series>();
    each(
        expr,
        grid,
        hint,
        series -> {
          budget.hold(grid.count());
          all.add(series);
        });
    return all;
  }

  void release(List<Series> series, Grid grid) {
    budget.release((long) series.size() * grid.count());
  }

  /// The series with another column and without its metric name.
  Series dropped(Series series, double[] column) {
    return settings.delayedNames()
        ? new Series(series.labels(), true, column)
        : new Series(LabelSets.nameless(series.labels()), false, column);
  }

  private void unary(UnaryExpr expr, Grid grid, Consumer<Series> sink) {
    if (!expr.negative()) {
      each(expr.operand(), grid, Hint.NONE, sink);
      return;
    }
    map(expr.operand(), grid, Hint.NONE, sink, (value, _) -> -value);
  }

  /// A number made of a value and its step.
  interface StepFunction {
    double apply(double value, int step);
  }

  /// Applies a function to every value and drops metric names.
  void map(Expr expr, Grid grid, Hint hint, Consumer<Series> sink, StepFunction function) {
    var merger = new Merger();
    each(
        expr,
        grid,
        hint,
        series -> {
          double[] in = series.column();
          double[] out = new double[in.length];
          for (int i = 0; i < in.length; i++) {
            out[i] = Absent.is(in[i]) ? Absent.VALUE : function.apply(in[i], i);
          }
          budget.work(in.length);
          if (!Absent.all(out)) {
            merger.accept(dropped(series, out));
          }
        });
    merger.series().forEach(sink);
  }

  /// The moments a selector looks at.
  private record Reference(boolean pinned, long at, long offset) {
    long time(Grid grid, int step) {
      return (pinned ? at : grid.time(step)) - offset;
    }
  }

  private Reference reference(TimeShift shift) {
    DurationExpr offset = shift.offset();
    long back = offset == null ? 0 : durations.offset(offset);
    At at = shift.at();
    if (at == null) {
      return new Reference(false, 0, back);
    }
    long pinned =
        switch (at) {
          case At.Start _ -> settings.grid().start();
          case At.End _ -> settings.grid().end();
          case At.Time time -> clocking.moment(time.seconds());
        };
    return new Reference(true, pinned, back);
  }

  /// An instant selector: at each step the latest sample, unless it is older than the lookback or
  /// marks the series stale.
  ///
  /// @param timestamps whether the sample's time in seconds is wanted in place of its value
  void instant(
      VectorSelector selector, Grid grid, Hint hint, boolean timestamps, Consumer<Series> sink) {
    if (selector.extension() == Extension.ANCHORED) {
      throw QueryFailure.unsupported("anchored modifier of an instant selector");
    }
    boolean smoothed = selector.extension() == Extension.SMOOTHED;
    Reference reference = reference(selector.shift());
    long first = reference.time(grid, 0);
    long last = reference.time(grid, grid.count() - 1);
    long lookback = settings.lookback();
    var request =
        new SampleSource.Request(
            first - lookback,
            smoothed ? last + lookback : last,
            grid.step(),
            0,
            hint.function(),
            hint.grouping(),
            hint.by());
    var samples = new Samples();
    try (SampleSource.Scan scan = source.scan(selector.matchers(), request)) {
      while (scan.next()) {
        samples.clear();
        scan.load(samples);
        budget.hold(samples.size);
        double[] column = new double[grid.count()];
        boolean any = false;
        int next = 0;
        for (int step = 0; step < column.length; step++) {
          long time = reference.time(grid, step);
          while (next < samples.size && samples.times[next] <= time) {
            next++;
          }
          boolean valid =
              next > 0
                  && samples.times[next - 1] > time - lookback
                  && !Absent.is(samples.values[next - 1]);
          any |= valid;
          column[step] =
              !valid
                  ? Absent.VALUE
                  : timestamps
                      ? clocking.seconds(samples.times[next - 1])
                      : smoothed ? smoothed(samples, next, time) : samples.values[next - 1];
        }
        budget.work(column.length);
        budget.release(samples.size);
        if (any) {
          sink.accept(new Series(scan.labels(), false, column));
        }
      }
    }
  }

  /// The value at a moment on the line between the sample before it and the next one, if that is no
  /// further away than the lookback.
  private double smoothed(Samples samples, int next, long time) {
    double before = samples.values[next - 1];
    boolean alone =
        next == samples.size
            || samples.times[next] > time + settings.lookback()
            || Absent.is(samples.values[next]);
    return alone
        ? before
        : Extended.between(
            before, samples.values[next], samples.times[next - 1], samples.times[next], time);
  }

  /// Where the windows of a range expression lie.
  record RangeShape(long range, boolean pinned, long at, long offset) {
    long end(Grid grid, int step) {
      return (pinned ? at : grid.time(step)) - offset;
    }
  }

  /// Takes the samples of one series; they are valid only during the call.
  interface RunConsumer {
    void accept(Labels labels, boolean dropName, Samples samples);
  }

  RangeShape shape(Expr expr) {
    return switch (expr) {
      case MatrixSelector e -> shape(e.range(), e.selector().shift());
      case SubqueryExpr e -> shape(e.range(), e.shift());
      case ParenExpr e -> shape(e.inner());
      default -> throw notA(expr, ValueType.MATRIX);
    };
  }

  private RangeShape shape(DurationExpr range, TimeShift shift) {
    Reference reference = reference(shift);
    return new RangeShape(
        durations.positive(range), reference.pinned(), reference.at(), reference.offset());
  }

  /// Pushes, series by series, the samples that the windows of a range expression may hold.
  void runs(Expr expr, Grid grid, Hint hint, RunConsumer sink) {
    switch (expr) {
      case ParenExpr e -> runs(e.inner(), grid, hint, sink);
      case MatrixSelector e -> selectorRuns(e, grid, hint, 0, 0, sink);
      case SubqueryExpr e -> subqueryRuns(e, grid, sink);
      default -> throw notA(expr, ValueType.MATRIX);
    }
  }

  /// The same with samples up to `before` and `after` the windows.
  void selectorRuns(
      MatrixSelector expr, Grid grid, Hint hint, long before, long after, RunConsumer sink) {
    RangeShape shape = shape(expr);
    long first = shape.end(grid, 0);
    long last = shape.end(grid, grid.count() - 1);
    var request =
        new SampleSource.Request(
            first - shape.range() - before,
            last + after,
            grid.step(),
            shape.range(),
            hint.function(),
            hint.grouping(),
            hint.by());
    var samples = new Samples();
    try (SampleSource.Scan scan = source.scan(expr.selector().matchers(), request)) {
      while (scan.next()) {
        samples.clear();
        scan.load(samples);
        samples.dropStale();
        if (samples.size > 0) {
          int held = samples.size;
          budget.hold(held);
          sink.accept(scan.labels(), false, samples);
          budget.release(held);
        }
      }
    }
  }

  private void subqueryRuns(SubqueryExpr expr, Grid grid, RunConsumer sink) {
    RangeShape shape = shape(expr);
    DurationExpr written = expr.step();
    long step = written == null ? settings.subqueryStep() : durations.positive(written);
    long after = shape.end(grid, 0) - shape.range();
    long until = shape.end(grid, grid.count() - 1);
    long start = step * (after / step);
    if (start <= after) {
      start += step;
    }
    if (start > until) {
      return;
    }
    long count = (until - start) / step + 1;
    if (count > Integer.MAX_VALUE / 2) {
      throw QueryFailure.execution(
          "query processing would load too many samples into memory in query execution");
    }
    budget.hold(count);
    budget.release(count);
    var inner = new Grid(start, step, (int) count);
    var samples = new Samples();
    each(
        expr.expr(),
        inner,
        Hint.NONE,
        series -> {
          samples.clear();
          for (int i = 0; i < inner.count(); i++) {
            if (!Absent.is(series.column()[i])) {
              samples.append(inner.time(i), series.column()[i]);
            }
          }
          int held = samples.size;
          budget.hold(held);
          sink.accept(series.labels(), series.dropName(), samples);
          budget.release(held);
        });
  }
}
