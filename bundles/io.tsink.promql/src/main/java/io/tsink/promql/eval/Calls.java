package io.tsink.promql.eval;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.promql.ast.Call;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.GoText;
import io.tsink.promql.ast.MatrixSelector;
import io.tsink.promql.ast.ParenExpr;
import io.tsink.promql.ast.Position;
import io.tsink.promql.ast.VectorSelector;
import io.tsink.promql.ast.VectorSelector.Extension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Function calls, by name.
final class Calls {

  private static final Set<String> COUNTER_SUFFIXES = Set.of("_total", "_sum", "_count", "_bucket");
  private static final Map<Extension, List<String>> EXTENDED =
      Map.of(
          Extension.ANCHORED, List.of("changes", "delta", "increase", "rate", "resets"),
          Extension.SMOOTHED, List.of("delta", "increase", "rate"));

  private final Evaluator evaluator;
  private final LabelCalls labelCalls;
  private final ClassicQuantile classicQuantile;
  private final InfoCalls infoCalls;

  Calls(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.labelCalls = new LabelCalls(evaluator);
    this.classicQuantile = new ClassicQuantile(evaluator);
    this.infoCalls = new InfoCalls(evaluator);
  }

  /// Whether the order of an expression's series is part of its answer.
  static boolean ordered(Expr expr) {
    return switch (expr) {
      case ParenExpr e -> ordered(e.inner());
      case Call e -> e.function().name().startsWith("sort");
      case io.tsink.promql.ast.AggregateExpr e ->
          e.op() == io.tsink.promql.ast.AggregateOp.TOPK
              || e.op() == io.tsink.promql.ast.AggregateOp.BOTTOMK;
      default -> false;
    };
  }

  double[] scalar(Call call, Grid grid) {
    Clocking clocking = evaluator.clocking;
    Settings settings = evaluator.settings;
    List<Expr> arguments = call.arguments();
    return switch (call.function().name()) {
      case "time" -> column(grid, step -> clocking.seconds(grid.time(step)));
      case "pi" -> column(grid, _ -> Math.PI);
      case "start" -> column(grid, _ -> clocking.seconds(settings.grid().start()));
      case "end" -> column(grid, _ -> clocking.seconds(settings.grid().end()));
      case "step" -> column(grid, _ -> clocking.seconds(settings.queryStep()));
      case "range" ->
          column(grid, _ -> clocking.seconds(settings.grid().end() - settings.grid().start()));
      case "min_of", "max_of" -> {
        boolean least = call.function().name().equals("min_of");
        double[] left = evaluator.scalar(arguments.getFirst(), grid);
        double[] right = evaluator.scalar(arguments.get(1), grid);
        yield column(
            grid,
            step -> least ? Math.min(left[step], right[step]) : Math.max(left[step], right[step]));
      }
      case "scalar" -> only(arguments.getFirst(), grid);
      default -> throw unsupported(call);
    };
  }

  private static double[] column(Grid grid, IntToDoubleFunction function) {
    double[] column = new double[grid.count()];
    java.util.Arrays.setAll(column, function);
    return column;
  }

  private static QueryFailure unsupported(Call call) {
    return QueryFailure.unsupported("function " + call.function().name());
  }

  /// The value of the only series at each step, NaN where there is not exactly one.
  private double[] only(Expr vector, Grid grid) {
    double[] column = Absent.column(grid.count());
    boolean[] many = new boolean[column.length];
    evaluator.each(
        vector,
        grid,
        Hint.of("scalar"),
        series -> {
          for (int i = 0; i < column.length; i++) {
            if (!Absent.is(series.column()[i])) {
              many[i] |= !Absent.is(column[i]);
              column[i] = series.column()[i];
            }
          }
        });
    return column(grid, i -> many[i] || Absent.is(column[i]) ? Double.NaN : column[i]);
  }

  void each(Call call, Grid grid, Consumer<Series> sink) {
    String name = call.function().name();
    List<Expr> arguments = call.arguments();
    DoubleUnaryOperator math = MathCalls.BY_NAME.get(name);
    Hint hint = Hint.of(name);
    if (math != null) {
      evaluator.map(
          arguments.getFirst(), grid, hint, sink, (value, _) -> math.applyAsDouble(value));
      return;
    }
    if (CalendarCalls.knows(name)) {
      if (arguments.isEmpty()) {
        double[] column =
            column(grid, i -> CalendarCalls.apply(name, evaluator.clocking.seconds(grid.time(i))));
        sink.accept(new Series(LabelSets.EMPTY, false, column));
      } else {
        evaluator.map(
            arguments.getFirst(), grid, hint, sink, (v, _) -> CalendarCalls.apply(name, v));
      }
      return;
    }
    switch (name) {
      case "vector" ->
          sink.accept(
              new Series(LabelSets.EMPTY, false, evaluator.scalar(arguments.getFirst(), grid)));
      case "round" -> round(arguments, grid, hint, sink);
      case "clamp", "clamp_min", "clamp_max" -> clamp(name, arguments, grid, hint, sink);
      case "timestamp" -> timestamp(arguments.getFirst(), grid, hint, sink);
      case "absent" -> absent(arguments.getFirst(), grid, sink);
      case "absent_over_time" -> absentOverTime(arguments.getFirst(), grid, sink);
      case "label_replace" -> labelCalls.replace(call, grid, sink);
      case "label_join" -> labelCalls.join(call, grid, sink);
      case "info" -> infoCalls.each(call, grid, sink);
      case "histogram_quantile" -> classicQuantile.each(call, grid, sink);
      case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" -> sort(call, grid, sink);
      default -> overTime(call, grid, sink);
    }
  }

  private void round(List<Expr> arguments, Grid grid, Hint hint, Consumer<Series> sink) {
    double[] to =
        arguments.size() > 1 ? evaluator.scalar(arguments.get(1), grid) : column(grid, _ -> 1);
    evaluator.map(
        arguments.getFirst(),
        grid,
        hint,
        sink,
        (value, step) -> {
          double inverse = 1 / to[step];
          return Math.floor(value * inverse + 0.5) / inverse;
        });
  }

  private void clamp(
      String name, List<Expr> arguments, Grid grid, Hint hint, Consumer<Series> sink) {
    double[] first = evaluator.scalar(arguments.get(1), grid);
    double[] least = name.equals("clamp_max") ? column(grid, _ -> Double.NEGATIVE_INFINITY) : first;
    double[] most =
        switch (name) {
          case "clamp" -> evaluator.scalar(arguments.get(2), grid);
          case "clamp_max" -> first;
          default -> column(grid, _ -> Double.POSITIVE_INFINITY);
        };
    evaluator.map(
        arguments.getFirst(),
        grid,
        hint,
        sink,
        (value, step) ->
            most[step] < least[step]
                ? Absent.VALUE
                : Math.max(least[step], Math.min(most[step], value)));
  }

  private void timestamp(Expr argument, Grid grid, Hint hint, Consumer<Series> sink) {
    Expr inner = argument;
    while (inner instanceof ParenExpr paren) {
      inner = paren.inner();
    }
    if (inner instanceof VectorSelector selector) {
      var merger = new Merger();
      evaluator.instant(
          selector,
          grid,
          hint,
          true,
          series -> merger.accept(evaluator.dropped(series, series.column())));
      merger.series().forEach(sink);
      return;
    }
    evaluator.map(
        argument, grid, hint, sink, (_, step) -> evaluator.clocking.seconds(grid.time(step)));
  }

  private void absent(Expr argument, Grid grid, Consumer<Series> sink) {
    double[] column = column(grid, _ -> 1);
    evaluator.each(
        argument,
        grid,
        Hint.of("absent"),
        series -> {
          for (int i = 0; i < column.length; i++) {
            if (!Absent.is(series.column()[i])) {
              column[i] = Absent.VALUE;
            }
          }
        });
    if (!Absent.all(column)) {
      sink.accept(new Series(absentLabels(argument), false, column));
    }
  }

  private void absentOverTime(Expr argument, Grid grid, Consumer<Series> sink) {
    double[] column = column(grid, _ -> 1);
    Evaluator.RangeShape shape = evaluator.shape(argument);
    extended(argument, "absent_over_time");
    evaluator.runs(
        argument,
        grid,
        Hint.of("absent_over_time"),
        (_, _, samples) -> {
          var window = new Window(samples, shape.range(), evaluator.clocking);
          for (int i = 0; i < column.length; i++) {
            window.slide(shape.end(grid, i));
            if (window.count() > 0) {
              column[i] = Absent.VALUE;
            }
          }
        });
    if (!Absent.all(column)) {
      sink.accept(new Series(absentLabels(argument), false, column));
    }
  }

  /// The labels a selector's equality matchers pin down.
  private static Labels absentLabels(Expr argument) {
    VectorSelector selector =
        switch (argument) {
          case VectorSelector e -> e;
          case MatrixSelector e -> e.selector();
          default -> null;
        };
    Labels labels = LabelSets.EMPTY;
    if (selector == null) {
      return labels;
    }
    var seen = new HashSet<String>();
    for (Matcher matcher : selector.matchers()) {
      String name = matcher.name();
      if (name.equals("__name__")) {
        continue;
      }
      boolean usable = matcher.kind() == Matcher.Kind.EQUAL && seen.add(name);
      labels = LabelSets.with(labels, name, usable ? matcher.value() : "");
    }
    return labels;
  }

  private void sort(Call call, Grid grid, Consumer<Series> sink) {
    String name = call.function().name();
    List<Series> all = evaluator.vector(call.arguments().getFirst(), grid, Hint.NONE);
    if (evaluator.settings.grid().count() > 1 || evaluator.settings.queryStep() > 0) {
      evaluator.annotations.warn(
          "sort is ineffective for range queries since results are always ordered by labels",
          call.position());
    }
    var sorted = new ArrayList<>(all);
    if (grid.count() == 1) {
      sorted.sort(order(call, name.endsWith("_desc")));
    }
    sorted.forEach(sink);
    evaluator.release(all, grid);
  }

  private Comparator<Series> order(Call call, boolean descending) {
    if (!call.function().name().startsWith("sort_by_label")) {
      return (a, b) -> {
        double x = a.column()[0];
        double y = b.column()[0];
        if (Double.isNaN(x) || Double.isNaN(y)) {
          return Boolean.compare(Double.isNaN(x), Double.isNaN(y));
        }
        return x == y ? 0 : x < y == descending ? 1 : -1;
      };
    }
    var names = new ArrayList<String>();
    for (Expr argument : call.arguments().subList(1, call.arguments().size())) {
      names.add(evaluator.text(argument));
    }
    Comparator<Series> order =
        (a, b) -> {
          for (String name : names) {
            int compared =
                Natural.compare(LabelSets.get(a.labels(), name), LabelSets.get(b.labels(), name));
            if (compared != 0) {
              return compared;
            }
          }
          return LabelSets.compare(a.labels(), b.labels());
        };
    return descending ? order.reversed() : order;
  }

  /// The extended form of a function whose argument asks for it, null when it does not.
  private @Nullable Extended extended(Expr argument, String function) {
    if (!(argument instanceof MatrixSelector selector)) {
      return null;
    }
    Extension extension = selector.selector().extension();
    if (extension == Extension.NONE) {
      return null;
    }
    List<String> allowed = EXTENDED.getOrDefault(extension, List.of());
    Extended.Kind kind = Extended.kindOf(function);
    if (kind == null || !allowed.contains(function)) {
      throw QueryFailure.execution(
          "%s modifier can only be used with: %s - not with %s"
              .formatted(
                  extension == Extension.ANCHORED ? "anchored" : "smoothed",
                  String.join(", ", allowed),
                  function));
    }
    return new Extended(kind, extension == Extension.SMOOTHED, evaluator.settings.lookback());
  }

  /// Functions of the samples in a window.
  private void overTime(Call call, Grid grid, Consumer<Series> sink) {
    String name = call.function().name();
    Supplier<RangeFunction> function = rangeFunction(call, grid);
    if (function == null) {
      throw unsupported(call);
    }
    Expr argument = call.arguments().get(name.equals("quantile_over_time") ? 1 : 0);
    Extended extended = extended(argument, name);
    boolean keepsName = name.equals("last_over_time") || name.equals("first_over_time");
    boolean counter = name.equals("rate") || name.equals("increase");
    Evaluator.RangeShape shape = evaluator.shape(argument);
    var unique = new HashSet<Labels>();
    Evaluator.RunConsumer consumer =
        (labels, dropName, samples) -> {
          double[] column =
              extended == null
                  ? windows(samples, shape, grid, function.get())
                  : windows(samples, shape, grid, extended);
          if (Absent.all(column)) {
            return;
          }
          if (counter) {
            noteCounter(labels, argument.position());
          }
          var series = new Series(labels, dropName, column);
          Series result = keepsName ? series : evaluator.dropped(series, column);
          if (!evaluator.settings.delayedNames() && !unique.add(result.labels())) {
            throw QueryFailure.execution(Merger.SAME_LABELS);
          }
          sink.accept(result);
        };
    Hint hint = Hint.of(name);
    if (extended != null && argument instanceof MatrixSelector selector) {
      evaluator.selectorRuns(selector, grid, hint, extended.before(), extended.after(), consumer);
    } else {
      evaluator.runs(argument, grid, hint, consumer);
    }
  }

  private double[] windows(
      Samples samples, Evaluator.RangeShape shape, Grid grid, Extended extended) {
    var window = new Window(samples, shape.range(), evaluator.clocking);
    double[] column = new double[grid.count()];
    for (int step = 0; step < column.length; step++) {
      window.slide(shape.end(grid, step));
      column[step] = extended.apply(window);
      evaluator.budget.work(window.count());
    }
    return column;
  }

  private double[] windows(
      Samples samples, Evaluator.RangeShape shape, Grid grid, RangeFunction function) {
    var window = new Window(samples, shape.range(), evaluator.clocking);
    double[] column = new double[grid.count()];
    for (int step = 0; step < column.length; step++) {
      window.slide(shape.end(grid, step));
      column[step] = window.count() == 0 ? Absent.VALUE : function.apply(window, step);
      evaluator.budget.work(window.count());
    }
    return column;
  }

  private void noteCounter(Labels labels, Position position) {
    String metric = LabelSets.get(labels, "__name__");
    if (!metric.isEmpty() && COUNTER_SUFFIXES.stream().noneMatch(metric::endsWith)) {
      evaluator.annotations.inform(
          "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
              + GoText.quote(metric),
          position);
    }
  }

  private @Nullable Supplier<RangeFunction> rangeFunction(Call call, Grid grid) {
    List<Expr> arguments = call.arguments();
    return switch (call.function().name()) {
      case "rate" -> () -> new Rates.Extrapolated(true, true);
      case "increase" -> () -> new Rates.Extrapolated(true, false);
      case "delta" -> () -> new Rates.Extrapolated(false, false);
      case "irate" -> of(w -> Rates.instant(w, true));
      case "idelta" -> of(w -> Rates.instant(w, false));
      case "sum_over_time" -> () -> new SlidingSum(false);
      case "avg_over_time" -> () -> new SlidingSum(true);
      case "count_over_time" -> of(Window::count);
      case "min_over_time" -> () -> new OverTime.Extreme(false);
      case "max_over_time" -> () -> new OverTime.Extreme(true);
      case "first_over_time" -> of(Window::first);
      case "last_over_time" -> of(Window::last);
      case "present_over_time" -> of(_ -> 1);
      case "stdvar_over_time" -> of(OverTime::variance);
      case "stddev_over_time" -> of(w -> Math.sqrt(OverTime.variance(w)));
      case "mad_over_time" -> of(OverTime::medianDeviation);
      case "changes" -> () -> transitions(false);
      case "resets" -> () -> transitions(true);
      case "ts_of_first_over_time" -> of(w -> time(w, w.from));
      case "ts_of_last_over_time" -> of(w -> time(w, w.to - 1));
      case "ts_of_min_over_time" -> of(w -> time(w, OverTime.extreme(w, false, true)));
      case "ts_of_max_over_time" -> of(w -> time(w, OverTime.extreme(w, true, true)));
      case "deriv" -> of(w -> OverTime.regression(w, w.samples.times[w.from], false, 0));
      case "predict_linear" -> {
        double[] ahead = evaluator.scalar(arguments.get(1), grid);
        yield () -> (w, step) -> OverTime.regression(w, grid.time(step), true, ahead[step]);
      }
      case "quantile_over_time" -> {
        double[] quantiles = evaluator.scalar(arguments.getFirst(), grid);
        for (double q : quantiles) {
          if (!(q >= 0 && q <= 1)) {
            evaluator.annotations.warn(
                "quantile value should be between 0 and 1, got " + GoText.percentG(q),
                arguments.getFirst().position());
          }
        }
        yield () -> (w, step) -> OverTime.quantile(w, quantiles[step]);
      }
      case "double_exponential_smoothing" -> {
        double[] smoothing = factor(arguments.get(1), grid, "smoothing");
        double[] trend = factor(arguments.get(2), grid, "trend");
        yield () -> (w, step) -> OverTime.smoothed(w, smoothing[step], trend[step]);
      }
      default -> null;
    };
  }

  private double[] factor(Expr expr, Grid grid, String what) {
    double[] column = evaluator.scalar(expr, grid);
    for (double factor : column) {
      if (factor <= 0 || factor >= 1) {
        throw QueryFailure.execution(
            "invalid %s factor. Expected: 0 < %s factor < 1, got: %s"
                .formatted(what, what, GoText.plain(factor)));
      }
    }
    return column;
  }

  private static RangeFunction transitions(boolean resetsOnly) {
    var transitions = new Transitions(resetsOnly);
    return (window, _) -> transitions.count(window);
  }

  private static double time(Window w, int index) {
    return w.clocking.seconds(w.samples.times[index]);
  }

  private static Supplier<RangeFunction> of(java.util.function.ToDoubleFunction<Window> plain) {
    RangeFunction function = (window, _) -> plain.applyAsDouble(window);
    return () -> function;
  }
}
