package io.tsink.promql.parse;

import static io.tsink.promql.ast.ValueType.MATRIX;
import static io.tsink.promql.ast.ValueType.SCALAR;
import static io.tsink.promql.ast.ValueType.STRING;
import static io.tsink.promql.ast.ValueType.VECTOR;

import io.tsink.promql.ast.Function;
import io.tsink.promql.ast.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The signatures of all functions of the language.
public final class Functions {

  private static final Map<String, Function> BY_NAME = new HashMap<>();

  static {
    for (String name :
        List.of(
            "abs",
            "absent",
            "acos",
            "acosh",
            "asin",
            "asinh",
            "atan",
            "atanh",
            "ceil",
            "cos",
            "cosh",
            "deg",
            "exp",
            "floor",
            "histogram_avg",
            "histogram_count",
            "histogram_stddev",
            "histogram_stdvar",
            "histogram_sum",
            "ln",
            "log10",
            "log2",
            "rad",
            "sgn",
            "sin",
            "sinh",
            "sort",
            "sort_desc",
            "sqrt",
            "tan",
            "tanh",
            "timestamp")) {
      add(name, 0, VECTOR, VECTOR);
    }
    for (String name :
        List.of(
            "absent_over_time",
            "avg_over_time",
            "changes",
            "count_over_time",
            "delta",
            "deriv",
            "first_over_time",
            "idelta",
            "increase",
            "irate",
            "last_over_time",
            "max_over_time",
            "min_over_time",
            "present_over_time",
            "rate",
            "resets",
            "stddev_over_time",
            "stdvar_over_time",
            "sum_over_time")) {
      add(name, 0, VECTOR, MATRIX);
    }
    for (String name :
        List.of(
            "mad_over_time",
            "ts_of_first_over_time",
            "ts_of_last_over_time",
            "ts_of_max_over_time",
            "ts_of_min_over_time")) {
      addExperimental(name, 0, VECTOR, MATRIX);
    }
    for (String name :
        List.of(
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "days_in_month",
            "hour",
            "minute",
            "month",
            "year")) {
      add(name, 1, VECTOR, VECTOR);
    }
    add("clamp", 0, VECTOR, VECTOR, SCALAR, SCALAR);
    add("clamp_max", 0, VECTOR, VECTOR, SCALAR);
    add("clamp_min", 0, VECTOR, VECTOR, SCALAR);
    add("histogram_fraction", 0, VECTOR, SCALAR, SCALAR, VECTOR);
    add("histogram_quantile", 0, VECTOR, SCALAR, VECTOR);
    add("label_join", -1, VECTOR, VECTOR, STRING, STRING, STRING);
    add("label_replace", 0, VECTOR, VECTOR, STRING, STRING, STRING, STRING);
    add("pi", 0, SCALAR);
    add("predict_linear", 0, VECTOR, MATRIX, SCALAR);
    add("quantile_over_time", 0, VECTOR, SCALAR, MATRIX);
    add("round", 1, VECTOR, VECTOR, SCALAR);
    add("scalar", 0, SCALAR, VECTOR);
    add("time", 0, SCALAR);
    add("vector", 0, VECTOR, SCALAR);
    addExperimental("double_exponential_smoothing", 0, VECTOR, MATRIX, SCALAR, SCALAR);
    addExperimental("end", 0, SCALAR);
    addExperimental("histogram_quantiles", 9, VECTOR, VECTOR, STRING, SCALAR, SCALAR);
    addExperimental("info", 1, VECTOR, VECTOR, VECTOR);
    addExperimental("max_of", 0, SCALAR, SCALAR, SCALAR);
    addExperimental("min_of", 0, SCALAR, SCALAR, SCALAR);
    addExperimental("range", 0, SCALAR);
    addExperimental("sort_by_label", -1, VECTOR, VECTOR, STRING);
    addExperimental("sort_by_label_desc", -1, VECTOR, VECTOR, STRING);
    addExperimental("start", 0, SCALAR);
    addExperimental("start_timestamp", 0, VECTOR, VECTOR);
    addExperimental("step", 0, SCALAR);
  }

  private Functions() {}

  /// The function of that name, null when there is none.
  public static @Nullable Function named(String name) {
    return BY_NAME.get(name);
  }

  private static void add(String name, int variadic, ValueType returns, ValueType... parameters) {
    BY_NAME.put(name, new Function(name, List.of(parameters), variadic, returns, false));
  }

  private static void addExperimental(
      String name, int variadic, ValueType returns, ValueType... parameters) {
    BY_NAME.put(name, new Function(name, List.of(parameters), variadic, returns, true));
  }
}
