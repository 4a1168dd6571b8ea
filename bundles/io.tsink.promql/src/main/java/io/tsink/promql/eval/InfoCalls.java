package io.tsink.promql.eval;

import com.google.re2j.Pattern;
import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.promql.ast.AggregateExpr;
import io.tsink.promql.ast.BinaryExpr;
import io.tsink.promql.ast.BinaryOp;
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
import io.tsink.promql.ast.VectorSelector;
import io.tsink.promql.ast.VectorSelector.Extension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `info`: adds the labels of info metrics to the series of the same job and instance.
final class InfoCalls {

  private static final String NAME = "__name__";
  private static final List<String> IDENTIFYING = List.of("instance", "job");
  private static final String DEFAULT_INFO = "target_info";

  private final Evaluator evaluator;

  InfoCalls(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /// Which info metrics, and which of their labels; no label matchers stand for all labels.
  private record Wanted(List<Matcher> names, List<Matcher> data) {

    static Wanted of(Call call) {
      var names = new ArrayList<Matcher>();
      var data = new ArrayList<Matcher>();
      if (call.arguments().size() > 1 && call.arguments().get(1) instanceof VectorSelector given) {
        for (Matcher matcher : given.matchers()) {
          (matcher.name().equals(NAME) ? names : data).add(matcher);
        }
      }
      boolean onlyNegative =
          names.stream()
              .allMatch(
                  m -> m.kind() == Matcher.Kind.NOT_EQUAL || m.kind() == Matcher.Kind.NOT_MATCHES);
      if (names.isEmpty()) {
        names.add(new Matcher(Matcher.Kind.EQUAL, NAME, DEFAULT_INFO));
      } else if (onlyNegative) {
        names.add(new Matcher(Matcher.Kind.MATCHES, NAME, ".+_info"));
      }
      return new Wanted(names, data);
    }

    boolean isInfo(Labels labels) {
      return names.stream().allMatch(m -> matches(m, LabelSets.get(labels, NAME)));
    }

    boolean label(String name) {
      return data.isEmpty() || data.stream().anyMatch(m -> m.name().equals(name));
    }

    /// Whether a series without info may stay.
    boolean optional() {
      return data.stream().allMatch(m -> matches(m, ""));
    }
  }

  private static boolean matches(Matcher matcher, String value) {
    return switch (matcher.kind()) {
      case EQUAL -> value.equals(matcher.value());
      case NOT_EQUAL -> !value.equals(matcher.value());
      case MATCHES -> regex(matcher, value);
      case NOT_MATCHES -> !regex(matcher, value);
    };
  }

  private static boolean regex(Matcher matcher, String value) {
    return Pattern.compile(matcher.value(), Pattern.DOTALL).matcher(value).matches();
  }

  void each(Call call, Grid grid, Consumer<Series> sink) {
    Wanted wanted = Wanted.of(call);
    Expr vector = call.arguments().getFirst();
    List<Series> base = evaluator.vector(vector, grid, Hint.of("info"));
    Map<Labels, Map<String, List<Series>>> infos = infos(wanted, vector, grid);
    var merger = new Merger();
    for (Series series : base) {
      if (wanted.isInfo(series.labels())) {
        merger.accept(series);
      } else {
        Labels key = LabelSets.keep(series.labels(), IDENTIFYING);
        enrich(series, infos.getOrDefault(key, Map.of()), wanted, grid, merger);
      }
    }
    merger.series().forEach(sink);
    evaluator.release(base, grid);
  }

  /// Info series by identifying labels and name; their columns hold the times of their samples.
  private Map<Labels, Map<String, List<Series>>> infos(Wanted wanted, Expr vector, Grid grid) {
    var matchers = new ArrayList<>(wanted.names());
    matchers.addAll(wanted.data());
    TimeShift shift = shift(vector);
    var selector =
        new VectorSelector(
            "",
            matchers,
            shift == null ? TimeShift.NONE : shift,
            Extension.NONE,
            vector.position());
    var infos = new HashMap<Labels, Map<String, List<Series>>>();
    evaluator.instant(
        selector,
        grid,
        Hint.of("info"),
        true,
        series ->
            infos
                .computeIfAbsent(
                    LabelSets.keep(series.labels(), IDENTIFYING), _ -> new LinkedHashMap<>())
                .computeIfAbsent(LabelSets.get(series.labels(), NAME), _ -> new ArrayList<>())
                .add(series));
    return infos;
  }

  /// Where the first selector of an expression looks, seen from the outside; null without
  /// selectors.
  private static @Nullable TimeShift shift(Expr expr) {
    return switch (expr) {
      case VectorSelector e -> e.shift();
      case MatrixSelector e -> e.selector().shift();
      case ParenExpr e -> shift(e.inner());
      case UnaryExpr e -> shift(e.operand());
      case SubqueryExpr e -> within(e.shift(), shift(e.expr()));
      case AggregateExpr e -> shift(e.operand());
      case BinaryExpr e -> {
        TimeShift left = shift(e.left());
        yield left == null ? shift(e.right()) : left;
      }
      case Call e -> {
        TimeShift found = null;
        for (Expr argument : e.arguments()) {
          found = found == null ? shift(argument) : found;
        }
        yield found;
      }
      case NumberLiteral _, StringLiteral _ -> null;
    };
  }

  private static @Nullable TimeShift within(TimeShift outer, @Nullable TimeShift inner) {
    if (inner == null || inner.at() != null) {
      return inner;
    }
    DurationExpr added = outer.offset();
    DurationExpr own = inner.offset();
    DurationExpr offset =
        added == null
            ? own
            : own == null ? added : new DurationExpr.Arithmetic(BinaryOp.ADD, added, own);
    return new TimeShift(offset, outer.at());
  }

  private void enrich(
      Series series, Map<String, List<Series>> infos, Wanted wanted, Grid grid, Merger merger) {
    var columns = new LinkedHashMap<Labels, double[]>();
    for (int step = 0; step < grid.count(); step++) {
      if (!series.has(step)) {
        continue;
      }
      var added = new HashMap<String, String>();
      boolean found = false;
      for (List<Series> candidates : infos.values()) {
        Series info = latest(candidates, step);
        if (info != null) {
          found = true;
          add(series.labels(), info.labels(), wanted, added);
        }
      }
      if (!found && !wanted.optional()) {
        continue;
      }
      Labels labels = series.labels();
      for (Map.Entry<String, String> label : added.entrySet()) {
        labels = LabelSets.with(labels, label.getKey(), label.getValue());
      }
      columns.computeIfAbsent(labels, _ -> Absent.column(grid.count()))[step] =
          series.column()[step];
    }
    columns.forEach(
        (labels, column) -> merger.accept(new Series(labels, series.dropName(), column)));
  }

  private static void add(Labels base, Labels info, Wanted wanted, Map<String, String> added) {
    LabelSets.forEach(
        info,
        (name, value) -> {
          boolean taken =
              name.equals(NAME)
                  || IDENTIFYING.contains(name)
                  || !wanted.label(name)
                  || !LabelSets.get(base, name).isEmpty();
          if (taken) {
            return;
          }
          String before = added.putIfAbsent(name, value);
          if (before != null && !before.equals(value)) {
            throw QueryFailure.execution("conflicting label: " + name);
          }
        });
  }

  /// The series with the most recent sample at the step.
  private static @Nullable Series latest(List<Series> candidates, int step) {
    Series latest = null;
    for (Series candidate : candidates) {
      if (!candidate.has(step)) {
        continue;
      }
      if (latest == null || candidate.column()[step] > latest.column()[step]) {
        latest = candidate;
      } else if (candidate.column()[step] == latest.column()[step]) {
        throw QueryFailure.execution(
            "found duplicate series for info metric: existing %s, new %s"
                .formatted(LabelSets.text(latest.labels()), LabelSets.text(candidate.labels())));
      }
    }
    return latest;
  }
}
