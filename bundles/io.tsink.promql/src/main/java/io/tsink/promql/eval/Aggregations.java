package io.tsink.promql.eval;

import io.tsink.api.Labels;
import io.tsink.promql.ast.AggregateExpr;
import io.tsink.promql.ast.AggregateOp;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.GoText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Aggregations. The group of a series is found once; folding ones keep a column of state per group
/// and no series, choosing ones (`topk` and its kin) keep the series of their groups.
final class Aggregations {

  private final Evaluator evaluator;

  Aggregations(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  void each(AggregateExpr expr, Grid grid, Consumer<Series> sink) {
    switch (expr.op()) {
      case AVG, COUNT, GROUP, MAX, MIN, STDDEV, STDVAR, SUM -> fold(expr, grid, sink);
      case QUANTILE -> quantile(expr, grid, sink);
      case COUNT_VALUES -> countValues(expr, grid, sink);
      case BOTTOMK, TOPK, LIMITK, LIMIT_RATIO -> choose(expr, grid, sink);
    }
  }

  private static Hint hint(AggregateExpr expr) {
    return new Hint(expr.op().text(), expr.grouping(), !expr.without());
  }

  private static Labels group(AggregateExpr expr, Labels labels) {
    return expr.without()
        ? LabelSets.without(labels, expr.grouping(), true)
        : LabelSets.keep(labels, expr.grouping());
  }

  /// The name goes away from a group when it does from any member.
  private static boolean dropsName(List<Series> members) {
    return members.stream().anyMatch(Series::dropName);
  }

  /// The running state of a group at one step.
  private interface Cell {
    void add(double value);

    double value();
  }

  private static Cell cell(AggregateOp op) {
    return switch (op) {
      case SUM ->
          new Cell() {
            private final Arithmetic.Sum sum = new Arithmetic.Sum();

            @Override
            public void add(double value) {
              sum.add(value);
            }

            @Override
            public double value() {
              return sum.value();
            }
          };
      case AVG ->
          new Cell() {
            private final Arithmetic.Mean mean = new Arithmetic.Mean();

            @Override
            public void add(double value) {
              mean.add(value);
            }

            @Override
            public double value() {
              return mean.value();
            }
          };
      case STDDEV, STDVAR ->
          new Cell() {
            private final Arithmetic.Variance variance = new Arithmetic.Variance();

            @Override
            public void add(double value) {
              variance.add(value);
            }

            @Override
            public double value() {
              return op == AggregateOp.STDDEV ? Math.sqrt(variance.value()) : variance.value();
            }
          };
      default -> throw new IllegalArgumentException("no cell for " + op);
    };
  }

  /// The state of a group at all steps.
  private static final class Fold {
    private final AggregateOp op;
    private boolean dropName;
    private final double[] column;
    private final Cell[] cells;

    Fold(AggregateOp op, int steps) {
      this.op = op;
      this.column = Absent.column(steps);
      boolean simple =
          op == AggregateOp.COUNT
              || op == AggregateOp.GROUP
              || op == AggregateOp.MAX
              || op == AggregateOp.MIN;
      this.cells = new Cell[simple ? 0 : steps];
    }

    void add(double[] values) {
      for (int i = 0; i < values.length; i++) {
        double value = values[i];
        if (Absent.is(value)) {
          continue;
        }
        double held = column[i];
        boolean first = Absent.is(held);
        switch (op) {
          case COUNT -> column[i] = first ? 1 : held + 1;
          case GROUP -> column[i] = 1;
          case MAX -> column[i] = first || value > held || Double.isNaN(held) ? value : held;
          case MIN -> column[i] = first || value < held || Double.isNaN(held) ? value : held;
          default -> {
            if (first) {
              cells[i] = cell(op);
              column[i] = 0;
            }
            cells[i].add(value);
          }
        }
      }
    }

    double[] result() {
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] != null) {
          column[i] = cells[i].value();
        }
      }
      return column;
    }
  }

  private void fold(AggregateExpr expr, Grid grid, Consumer<Series> sink) {
    var groups = new LinkedHashMap<Labels, Fold>();
    evaluator.each(
        expr.operand(),
        grid,
        hint(expr),
        series -> {
          Fold fold = groups.get(group(expr, series.labels()));
          if (fold == null) {
            evaluator.budget.hold(grid.count());
            fold = new Fold(expr.op(), grid.count());
            groups.put(group(expr, series.labels()), fold);
          }
          fold.dropName |= series.dropName();
          fold.add(series.column());
          evaluator.budget.work(grid.count());
        });
    groups.forEach((labels, fold) -> sink.accept(new Series(labels, fold.dropName, fold.result())));
    evaluator.budget.release((long) groups.size() * grid.count());
  }

  private double[] parameter(AggregateExpr expr, Grid grid) {
    return evaluator.scalar(Objects.requireNonNull(expr.parameter()), grid);
  }

  private Map<Labels, List<Series>> gather(AggregateExpr expr, List<Series> series) {
    var groups = new LinkedHashMap<Labels, List<Series>>();
    for (Series one : series) {
      groups.computeIfAbsent(group(expr, one.labels()), _ -> new ArrayList<>()).add(one);
    }
    return groups;
  }

  private void quantile(AggregateExpr expr, Grid grid, Consumer<Series> sink) {
    double[] parameter = parameter(expr, grid);
    for (double q : parameter) {
      if (!(q >= 0 && q <= 1)) {
        evaluator.annotations.warn(
            "quantile value should be between 0 and 1, got " + GoText.percentG(q),
            Objects.requireNonNull(expr.parameter()).position());
      }
    }
    List<Series> all = evaluator.vector(expr.operand(), grid, hint(expr));
    gather(expr, all)
        .forEach(
            (labels, members) -> {
              double[] out = new double[grid.count()];
              double[] values = new double[members.size()];
              for (int i = 0; i < out.length; i++) {
                int count = 0;
                for (Series member : members) {
                  if (!Absent.is(member.column()[i])) {
                    values[count++] = member.column()[i];
                  }
                }
                Arithmetic.sortNanFirst(values, count);
                out[i] =
                    count == 0 ? Absent.VALUE : Arithmetic.quantile(parameter[i], values, count);
                evaluator.budget.work(count);
              }
              sink.accept(new Series(labels, dropsName(members), out));
            });
    evaluator.release(all, grid);
  }

  private void countValues(AggregateExpr expr, Grid grid, Consumer<Series> sink) {
    String label = evaluator.text(Objects.requireNonNull(expr.parameter()));
    if (label.isEmpty() || !GoText.validUtf8(label)) {
      throw QueryFailure.execution("invalid label name " + GoText.quote(label));
    }
    var counts = new LinkedHashMap<Labels, double[]>();
    var grouping = new ArrayList<>(expr.grouping());
    if (!expr.without()) {
      grouping.add(label);
    }
    evaluator.each(
        expr.operand(),
        grid,
        Hint.NONE,
        series -> {
          for (int i = 0; i < grid.count(); i++) {
            double value = series.column()[i];
            if (Absent.is(value)) {
              continue;
            }
            Labels valued = LabelSets.with(series.labels(), label, GoText.plain(value));
            Labels group =
                expr.without()
                    ? LabelSets.without(valued, grouping, true)
                    : LabelSets.keep(valued, grouping);
            double[] column =
                counts.computeIfAbsent(
                    group,
                    _ -> {
                      evaluator.budget.hold(grid.count());
                      return Absent.column(grid.count());
                    });
            column[i] = Absent.is(column[i]) ? 1 : column[i] + 1;
          }
        });
    counts.forEach((labels, column) -> sink.accept(new Series(labels, false, column)));
    evaluator.budget.release((long) counts.size() * grid.count());
  }

  private void choose(AggregateExpr expr, Grid grid, Consumer<Series> sink) {
    double[] parameter = parameter(expr, grid);
    Expr operand = expr.operand();
    if (expr.op() == AggregateOp.LIMIT_RATIO) {
      checkRatios(expr, parameter);
    } else {
      checkCounts(parameter);
    }
    List<Series> all = evaluator.vector(operand, grid, hint(expr));
    for (List<Series> members : gather(expr, all).values()) {
      var columns = new double[members.size()][];
      Arrays.setAll(columns, _ -> Absent.column(grid.count()));
      List<Integer> order = List.of();
      for (int step = 0; step < grid.count(); step++) {
        order = chosen(expr.op(), members, step, parameter[step]);
        for (int index : order) {
          columns[index][step] = members.get(index).column()[step];
        }
        evaluator.budget.work(members.size());
      }
      for (int index : grid.count() == 1 ? order : allOf(members.size())) {
        if (!Absent.all(columns[index])) {
          sink.accept(members.get(index).with(columns[index]));
        }
      }
    }
    evaluator.release(all, grid);
  }

  private static List<Integer> allOf(int count) {
    var all = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      all.add(i);
    }
    return all;
  }

  private static void checkCounts(double[] parameter) {
    for (double k : parameter) {
      if (Double.isNaN(k)) {
        throw QueryFailure.execution("Parameter value is NaN");
      }
      if (k >= 0x1p63) {
        throw QueryFailure.execution("Scalar value " + GoText.percentG(k) + " overflows int64");
      }
      if (k <= -0x1p63) {
        throw QueryFailure.execution("Scalar value " + GoText.percentG(k) + " underflows int64");
      }
    }
  }

  private void checkRatios(AggregateExpr expr, double[] parameter) {
    for (double ratio : parameter) {
      if (Double.isNaN(ratio)) {
        throw QueryFailure.execution("Ratio value is NaN");
      }
      if (ratio < -1 || ratio > 1) {
        evaluator.annotations.warn(
            "ratio value should be between -1 and 1, got %s, capping to %s"
                .formatted(GoText.percentG(ratio), ratio > 1 ? "1" : "-1"),
            Objects.requireNonNull(expr.parameter()).position());
      }
    }
  }

  /// The members with a value at the step that the operator keeps, in the order it gives them.
  private static List<Integer> chosen(
      AggregateOp op, List<Series> members, int step, double parameter) {
    var present = new ArrayList<Integer>();
    for (int i = 0; i < members.size(); i++) {
      if (!Absent.is(members.get(i).column()[step])) {
        present.add(i);
      }
    }
    if (op == AggregateOp.LIMIT_RATIO) {
      present.removeIf(i -> !sampled(members.get(i).labels(), parameter));
      return present;
    }
    long count = (long) parameter;
    if (count < 1) {
      return List.of();
    }
    if (op != AggregateOp.LIMITK) {
      Comparator<Integer> byValue =
          (a, b) -> rank(op, members.get(a).column()[step], members.get(b).column()[step]);
      present.sort(byValue);
    }
    return present.subList(0, (int) Math.min(count, present.size()));
  }

  /// Best first, NaN last.
  private static int rank(AggregateOp op, double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
    if (a == b) {
      return 0;
    }
    return a > b == (op == AggregateOp.TOPK) ? -1 : 1;
  }

  /// Whether the series falls into the share; a negative share is the rest of its complement.
  private static boolean sampled(Labels labels, double ratio) {
    double place = (LabelSets.hash(labels) >>> 11) * 0x1p-53;
    return ratio >= 0 ? place < ratio : place >= 1 + ratio;
  }
}
