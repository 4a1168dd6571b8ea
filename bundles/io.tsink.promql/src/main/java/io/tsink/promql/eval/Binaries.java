package io.tsink.promql.eval;

import io.tsink.api.Labels;
import io.tsink.promql.ast.BinaryExpr;
import io.tsink.promql.ast.BinaryOp;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.ValueType;
import io.tsink.promql.ast.VectorMatching;
import io.tsink.promql.ast.VectorMatching.Cardinality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Binary operators: between vector and number elementwise, between vectors by match groups.
///
/// Series are put into groups by their matching labels once; then each group is evaluated over all
/// steps, since which series of a group have values differs from step to step.
final class Binaries {

  private final Evaluator evaluator;

  Binaries(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /// An operator between two numbers.
  double number(BinaryOp op, double left, double right) {
    refuseTrim(op);
    return Arithmetic.apply(op, left, right);
  }

  private static void refuseTrim(BinaryOp op) {
    if (op == BinaryOp.TRIM_LOWER || op == BinaryOp.TRIM_UPPER) {
      throw QueryFailure.unsupported("histogram trim operator " + op.text());
    }
  }

  void each(BinaryExpr expr, Grid grid, Consumer<Series> sink) {
    refuseTrim(expr.op());
    VectorMatching matching = expr.matching();
    if (matching == null) {
      withNumber(expr, grid, sink);
    } else if (expr.op().set()) {
      sets(expr, matching, grid, sink);
    } else {
      vectors(expr, matching, grid, sink);
    }
  }

  private void withNumber(BinaryExpr expr, Grid grid, Consumer<Series> sink) {
    boolean vectorLeft = expr.left().type() == ValueType.VECTOR;
    Expr vector = vectorLeft ? expr.left() : expr.right();
    double[] numbers = evaluator.scalar(vectorLeft ? expr.right() : expr.left(), grid);
    BinaryOp op = expr.op();
    boolean filter = op.comparison() && !expr.returnBool();
    if (!filter) {
      evaluator.map(
          vector,
          grid,
          Hint.NONE,
          sink,
          (value, step) ->
              vectorLeft
                  ? Arithmetic.apply(op, value, numbers[step])
                  : Arithmetic.apply(op, numbers[step], value));
      return;
    }
    evaluator.each(
        vector,
        grid,
        Hint.NONE,
        series -> {
          double[] in = series.column();
          double[] out = new double[in.length];
          for (int i = 0; i < in.length; i++) {
            boolean kept =
                !Absent.is(in[i])
                    && (vectorLeft
                            ? Arithmetic.apply(op, in[i], numbers[i])
                            : Arithmetic.apply(op, numbers[i], in[i]))
                        != 0;
            out[i] = kept ? in[i] : Absent.VALUE;
          }
          if (!Absent.all(out)) {
            sink.accept(series.with(out));
          }
        });
  }

  /// The part of the labels that decides about partners.
  private static Labels key(Labels labels, VectorMatching matching) {
    return matching.on()
        ? LabelSets.keep(labels, matching.labels())
        : LabelSets.without(labels, matching.labels(), true);
  }

  private static Map<Labels, List<Series>> grouped(List<Series> series, VectorMatching matching) {
    var groups = new LinkedHashMap<Labels, List<Series>>();
    for (Series one : series) {
      groups.computeIfAbsent(key(one.labels(), matching), _ -> new ArrayList<>()).add(one);
    }
    return groups;
  }

  private void sets(BinaryExpr expr, VectorMatching matching, Grid grid, Consumer<Series> sink) {
    List<Series> left = evaluator.vector(expr.left(), grid, Hint.NONE);
    List<Series> right = evaluator.vector(expr.right(), grid, Hint.NONE);
    boolean or = expr.op() == BinaryOp.OR;
    var present = new HashMap<Labels, boolean[]>();
    for (Series one : or ? left : right) {
      boolean[] steps =
          present.computeIfAbsent(key(one.labels(), matching), _ -> new boolean[grid.count()]);
      for (int i = 0; i < steps.length; i++) {
        steps[i] |= !Absent.is(one.column()[i]);
      }
    }
    var merger = new Merger();
    if (or) {
      left.forEach(merger);
    }
    for (Series one : or ? right : left) {
      boolean[] steps = present.get(key(one.labels(), matching));
      boolean wanted = expr.op() == BinaryOp.AND;
      double[] out = new double[grid.count()];
      for (int i = 0; i < out.length; i++) {
        boolean there = steps != null && steps[i];
        out[i] = there == wanted ? one.column()[i] : Absent.VALUE;
      }
      if (!Absent.all(out)) {
        merger.accept(one.with(out));
      }
    }
    merger.series().forEach(sink);
    evaluator.release(left, grid);
    evaluator.release(right, grid);
  }

  private void vectors(BinaryExpr expr, VectorMatching matching, Grid grid, Consumer<Series> sink) {
    List<Series> left = evaluator.vector(expr.left(), grid, Hint.NONE);
    List<Series> right = evaluator.vector(expr.right(), grid, Hint.NONE);
    boolean swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
    Map<Labels, List<Series>> many = grouped(swapped ? right : left, matching);
    Map<Labels, List<Series>> ones = grouped(swapped ? left : right, matching);
    var join = new Join(expr, matching, grid, swapped);
    for (Map.Entry<Labels, List<Series>> group : ones.entrySet()) {
      List<Series> partners = many.remove(group.getKey());
      join.group(group.getKey(), partners == null ? List.of() : partners, group.getValue());
    }
    if (join.fillOne != null) {
      many.forEach((key, partners) -> join.group(key, partners, List.of()));
    }
    join.merger.series().forEach(sink);
    evaluator.release(left, grid);
    evaluator.release(right, grid);
  }

  /// The state of one join: the side whose series must be unique in a group is the *one* side.
  ///
  /// As in Prometheus, fill values follow the sides of the join, not those of the text: `fill_left`
  /// is for the many side and `fill_right` for the one side even under `group_right`.
  private final class Join {
    private final BinaryExpr expr;
    private final VectorMatching matching;
    private final Grid grid;
    private final boolean swapped;
    private final boolean oneToOne;
    private final @Nullable Double fillMany;
    private final @Nullable Double fillOne;
    private final Merger merger = new Merger();

    Join(BinaryExpr expr, VectorMatching matching, Grid grid, boolean swapped) {
      this.expr = expr;
      this.matching = matching;
      this.grid = grid;
      this.swapped = swapped;
      this.oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
      this.fillMany = matching.fillLeft();
      this.fillOne = matching.fillRight();
    }

    void group(Labels key, List<Series> many, List<Series> ones) {
      Series[] partner = unique(key, ones);
      var taken = new boolean[grid.count()];
      var kept = oneToOne ? new boolean[grid.count()] : null;
      Map<Integer, Set<Labels>> results = oneToOne ? Map.of() : new HashMap<>();
      boolean varies = ones.size() > 1;
      for (Series one : many) {
        var columns = new HashMap<Labels, double[]>();
        Labels labels = null;
        double[] column = new double[0];
        for (int i = 0; i < taken.length; i++) {
          double value = one.column()[i];
          if (Absent.is(value)) {
            continue;
          }
          taken[i] = true;
          Series other = partner[i];
          if (other == null && fillOne == null) {
            continue;
          }
          double opposite = other == null ? Objects.requireNonNull(fillOne) : other.column()[i];
          double result = apply(value, opposite);
          if (Absent.is(result)) {
            continue;
          }
          if (kept != null) {
            if (kept[i]) {
              throw QueryFailure.execution(
                  "multiple matches for labels: many-to-one matching must be explicit"
                      + " (group_left/group_right)");
            }
            kept[i] = true;
          }
          if (labels == null || varies || fillOne != null) {
            labels = result(one.labels(), other == null ? key : other.labels());
            column = columns.computeIfAbsent(labels, _ -> Absent.column(grid.count()));
          }
          if (!oneToOne
              && many.size() > 1
              && !results.computeIfAbsent(i, _ -> new HashSet<>()).add(labels)) {
            throw QueryFailure.execution(
                "multiple matches for labels: grouping labels must ensure unique matches");
          }
          column[i] = result;
        }
        columns.forEach((found, values) -> emit(found, values, one.dropName()));
      }
      if (fillMany != null) {
        fill(key, ones, taken);
      }
      evaluator.budget.work((long) many.size() * grid.count());
    }

    /// Values of the one side where the other side has no series.
    private void fill(Labels key, List<Series> ones, boolean[] taken) {
      for (Series one : ones) {
        double[] column = Absent.column(grid.count());
        for (int i = 0; i < column.length; i++) {
          if (!taken[i] && !Absent.is(one.column()[i])) {
            column[i] = apply(Objects.requireNonNull(fillMany), one.column()[i]);
          }
        }
        Labels labels = result(oneToOne ? one.labels() : key, one.labels());
        emit(labels, column, false);
      }
    }

    private void emit(Labels labels, double[] column, boolean wasDropped) {
      if (!Absent.all(column)) {
        boolean drop = wasDropped || (dropsName() && evaluator.settings.delayedNames());
        merger.accept(new Series(labels, drop, column));
      }
    }

    /// The series of the one side that has the value at each step.
    private Series[] unique(Labels key, List<Series> ones) {
      var partner = new Series[grid.count()];
      for (Series one : ones) {
        for (int i = 0; i < partner.length; i++) {
          if (Absent.is(one.column()[i])) {
            continue;
          }
          if (partner[i] != null) {
            throw QueryFailure.execution(
                ("found duplicate series for the match group %s on the %s hand-side of the"
                        + " operation: [%s, %s];many-to-many matching not allowed: matching"
                        + " labels must be unique on one side")
                    .formatted(
                        LabelSets.text(key),
                        swapped ? "left" : "right",
                        LabelSets.text(one.labels()),
                        LabelSets.text(partner[i].labels())));
          }
          partner[i] = one;
        }
      }
      return partner;
    }

    private double apply(double many, double one) {
      double left = swapped ? one : many;
      double right = swapped ? many : one;
      double value = Arithmetic.apply(expr.op(), left, right);
      if (!expr.op().comparison() || expr.returnBool()) {
        return value;
      }
      return value == 0 ? Absent.VALUE : left;
    }

    private boolean dropsName() {
      return !expr.op().comparison() || expr.returnBool();
    }

    private Labels result(Labels many, Labels one) {
      Labels labels = many;
      if (dropsName() && !evaluator.settings.delayedNames()) {
        labels = LabelSets.nameless(labels);
      }
      if (oneToOne) {
        labels =
            matching.on()
                ? LabelSets.keep(labels, matching.labels())
                : LabelSets.without(labels, matching.labels(), false);
      }
      for (String name : matching.include()) {
        labels = LabelSets.with(labels, name, LabelSets.get(one, name));
      }
      return labels;
    }
  }
}
