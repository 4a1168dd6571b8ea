package io.tsink.promql;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.StorageException;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.ValueType;
import io.tsink.promql.ast.VectorSelector;
import io.tsink.promql.eval.Annotations;
import io.tsink.promql.eval.Budget;
import io.tsink.promql.eval.Evaluator;
import io.tsink.promql.eval.Grid;
import io.tsink.promql.eval.QueryFailure;
import io.tsink.promql.eval.SampleSource;
import io.tsink.promql.eval.Settings;
import io.tsink.promql.eval.Value;
import io.tsink.promql.parse.ParseFailure;
import io.tsink.promql.parse.ParseOptions;
import io.tsink.promql.parse.Parser;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;

/// Answers queries. Immutable and thread-safe; a query runs on the thread that asks.
public final class PromqlEngine {

  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  private final PromqlOptions options;
  private final long unitsPerSecond;

  PromqlEngine(PromqlOptions options, long unitsPerSecond) {
    this.options = options;
    this.unitsPerSecond = unitsPerSecond;
  }

  /// An engine for stores of a precision.
  public static PromqlEngine create(PromqlOptions options, TimestampPrecision precision) {
    return new PromqlEngine(options, precision.unitsPerSecond());
  }

  public PromqlOptions options() {
    return options;
  }

  /// Answers an expression at one moment.
  ///
  /// @param querier read for the whole query and not closed
  /// @param time in the precision of the store
  /// @throws PromqlException when there is no answer
  /// @throws StorageException when the store fails, the query runs out of time or is stopped
  public QueryResult instant(Querier querier, QueryContext context, String query, long time) {
    return instant(new StorageSource(querier, context), context::check, query, time);
  }

  /// Answers an expression at the moments `start`, `start + step` and so on up to `end`.
  ///
  /// @param querier read for the whole query and not closed
  /// @param start in the precision of the store, as `end` and `step`
  /// @throws PromqlException when there is no answer
  /// @throws StorageException when the store fails, the query runs out of time or is stopped
  public QueryResult range(
      Querier querier, QueryContext context, String query, long start, long end, long step) {
    return range(new StorageSource(querier, context), context::check, query, start, end, step);
  }

  /// The same engine with other options, as for a query that brings its own lookback.
  public PromqlEngine withOptions(PromqlOptions changed) {
    return new PromqlEngine(changed, unitsPerSecond);
  }

  /// The tree of an expression.
  ///
  /// @throws PromqlException of kind bad_data, `line:column: parse error: what`
  public Expr parse(String query) {
    try {
      return Parser.parse(
          query,
          new ParseOptions(
              options.experimentalFunctions(),
              options.extendedRangeSelectors(),
              options.fillModifiers()));
    } catch (ParseFailure e) {
      throw badData(String.valueOf(e.getMessage()));
    }
  }

  /// The tree of a series selector without modifiers, as `match[]` parameters hold.
  ///
  /// @throws PromqlException of kind bad_data
  public static VectorSelector parseSelector(String text) {
    try {
      return Parser.parseSelector(text);
    } catch (ParseFailure e) {
      throw badData(String.valueOf(e.getMessage()));
    }
  }

  QueryResult instant(SampleSource source, Runnable check, String query, long time) {
    Expr expr = parse(query);
    return new Run(source, check, query, Grid.at(time), 0).instant(expr);
  }

  QueryResult range(
      SampleSource source, Runnable check, String query, long start, long end, long step) {
    if (end < start) {
      throw badData("end timestamp must not be before start time");
    }
    if (step <= 0) {
      throw badData(
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    long steps = Math.subtractExact(end, start) / step;
    if (steps > options.maxSteps()) {
      throw badData(
          ("exceeded maximum resolution of %,d points per timeseries. Try decreasing the query"
                  + " resolution (?step=XX)")
              .formatted(options.maxSteps()));
    }
    Expr expr = parse(query);
    if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
      throw badData(
          "invalid expression type \"%s\" for range query, must be Scalar or instant Vector"
              .formatted(expr.type().documented()));
    }
    var grid = new Grid(start, step, Math.toIntExact(steps + 1));
    return new Run(source, check, query, grid, step).range(expr);
  }

  private static PromqlException badData(String message) {
    return new PromqlException(PromqlException.Kind.BAD_DATA, message);
  }

  private long units(Duration duration) {
    BigInteger nanos =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(NANOS)
            .add(BigInteger.valueOf(duration.getNano()));
    long units = nanos.multiply(BigInteger.valueOf(unitsPerSecond)).divide(NANOS).longValue();
    return Math.max(1, units);
  }

  /// One query under way.
  private final class Run {
    private final SampleSource source;
    private final Grid grid;
    private final Annotations annotations;
    private final Budget budget;
    private final Evaluator evaluator;

    Run(SampleSource source, Runnable check, String query, Grid grid, long queryStep) {
      this.source = source;
      this.grid = grid;
      this.annotations = new Annotations(query);
      this.budget = new Budget(options.maxSamples(), check);
      var settings =
          new Settings(
              grid,
              units(options.lookback()),
              units(options.subqueryStep()),
              queryStep,
              options.delayedNameRemoval(),
              unitsPerSecond);
      this.evaluator = new Evaluator(source, settings, annotations, budget);
    }

    QueryResult instant(Expr expr) {
      Value value = evaluate(expr);
      long time = grid.start();
      return switch (value) {
        case Value.Scalar v -> new ScalarResult(time, v.series().column()[0], notes());
        case Value.Text v -> new StringResult(time, v.text(), notes());
        case Value.Vector v -> Results.vector(time, v, notes());
        case Value.Matrix v -> Results.matrix(v, notes());
      };
    }

    QueryResult range(Expr expr) {
      return Results.overSteps(grid, evaluate(expr), notes());
    }

    private Value evaluate(Expr expr) {
      try {
        return evaluator.evaluate(expr);
      } catch (QueryFailure e) {
        PromqlException.Kind kind =
            switch (e.reason()) {
              case BAD_DATA -> PromqlException.Kind.BAD_DATA;
              case EXECUTION -> PromqlException.Kind.EXECUTION;
            };
        throw new PromqlException(kind, String.valueOf(e.getMessage()), e);
      }
    }

    private QueryNotes notes() {
      var warnings = new ArrayList<>(annotations.warnings());
      warnings.addAll(source.warnings());
      return new QueryNotes(warnings, annotations.infos(), budget.peak());
    }
  }
}
