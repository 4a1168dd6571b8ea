package io.tsink.promql;

import io.tsink.api.Matcher;
import io.tsink.promql.ast.NumberLiteral;
import io.tsink.promql.ast.UnaryExpr;
import io.tsink.promql.parse.ParseFailure;
import io.tsink.promql.parse.ParseOptions;
import io.tsink.promql.parse.Parser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs a script of `load`, `clear` and `eval` commands against the engine and counts how the
/// evals went.
///
/// An instant eval also runs with its selectors pinned to its moment, at other moments, and as a
/// range query around its moment, whose points at the moment must be the same.
final class PromScript {

  private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);
  private static final Pattern INSTANT =
      Pattern.compile(
          "^eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+(?:at\\s+(.+?))?\\s+(.+)$");
  private static final Pattern RANGE =
      Pattern.compile(
          "^eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(.+)\\s+to\\s+(.+)\\s+step\\s+(.+?)\\s+(.+)$");
  private static final String NUMBER =
      "[-+]?(?:(?i:inf|nan)|[0-9_]*\\.?[0-9]+\\.?(?:[eE][-+]?[0-9]+)?(?:[a-wyz]+[0-9]*)*)";
  private static final Pattern ITEM =
      Pattern.compile(
          "^(_|stale|%s)(?:([-+])(%s))?(?:x(\\d+))?$".formatted(NUMBER, NUMBER.substring(5)));
  private static final Pattern WINDOW =
      Pattern.compile("^expect range vector from (.+) to (.+) step (.+)$");

  /// How the evals went; `notes` has a line for each that failed.
  record Outcome(int passed, int failed, int unsupported, List<String> notes) {}

  /// An eval does not hold.
  private static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
      super(message);
    }
  }

  /// An eval needs what the engine does not carry.
  private static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final String[] lines;
  private final long unitsPerSecond;
  private MemorySource source = new MemorySource();
  private int line;
  private int passed;
  private int failed;
  private int unsupported;
  private final List<String> notes = new ArrayList<>();

  private PromScript(String text, long unitsPerSecond) {
    this.unitsPerSecond = unitsPerSecond;
    this.lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String trimmed = lines[i].trim();
      lines[i] = trimmed.startsWith("#") ? "" : trimmed;
    }
  }

  static Outcome run(String text, long unitsPerSecond) {
    var script = new PromScript(text, unitsPerSecond);
    script.run();
    return new Outcome(script.passed, script.failed, script.unsupported, script.notes);
  }

  private void run() {
    while (line < lines.length) {
      String command = lines[line];
      int at = ++line;
      if (command.isEmpty()) {
        continue;
      }
      String lower = command.toLowerCase(Locale.ROOT);
      if (lower.equals("clear")) {
        source = new MemorySource();
      } else if (lower.startsWith("load")) {
        load(command);
      } else if (lower.startsWith("eval")) {
        try {
          eval(command, body());
          passed++;
        } catch (Unsupported | MemorySource.NotNumeric _) {
          unsupported++;
        } catch (Mismatch | PromqlException | IllegalStateException e) {
          String message = String.valueOf(e.getMessage());
          if (message.startsWith("unsupported: ")) {
            unsupported++;
          } else {
            failed++;
            notes.add("line " + at + ": " + command + "\n      " + message);
          }
        }
      } else {
        throw new IllegalArgumentException("invalid command \"" + command + "\"");
      }
    }
  }

  private List<String> body() {
    var body = new ArrayList<String>();
    while (line < lines.length && !lines[line].isEmpty()) {
      body.add(lines[line++]);
    }
    return body;
  }

  private void load(String command) {
    long step = units(command.substring(command.indexOf(' ')).trim());
    boolean startTimes = false;
    for (String row : body()) {
      if (row.contains("@st ")) {
        startTimes = true;
        continue;
      }
      int end = endOfSeries(row);
      List<@Nullable Double> values = new ArrayList<>();
      boolean histogram = row.contains("{{") || startTimes;
      startTimes = false;
      if (row.contains("{{")) {
        source.put(labels(row.substring(0, end)), new long[0], new double[0], true);
        continue;
      }
      if (command.startsWith("load_with_nhcb")) {
        var base = new TreeMap<>(labels(row.substring(0, end)));
        base.remove("le");
        base.computeIfPresent("__name__", (_, name) -> name.replaceAll("_(bucket|count|sum)$", ""));
        source.put(base, new long[0], new double[0], true);
      }
      for (String item : row.substring(end).trim().split("\\s+", -1)) {
        if (!item.isEmpty()) {
          values.addAll(items(item));
        }
      }
      var times = new ArrayList<Long>();
      var present = new ArrayList<Double>();
      for (int i = 0; i < values.size(); i++) {
        Double value = values.get(i);
        if (value != null) {
          times.add(i * step);
          present.add(value);
        }
      }
      source.put(
          labels(row.substring(0, end)),
          times.stream().mapToLong(Long::longValue).toArray(),
          present.stream().mapToDouble(Double::doubleValue).toArray(),
          histogram);
    }
  }

  private static int endOfSeries(String row) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (depth == 0 && Character.isWhitespace(c)) {
        return i;
      }
    }
    return row.length();
  }

  static Map<String, String> labels(String text) {
    var labels = new TreeMap<String, String>();
    if (text.replace(" ", "").equals("{}")) {
      return labels;
    }
    for (Matcher matcher : Parser.parseSelector(text).matchers()) {
      if (!matcher.value().isEmpty()) {
        labels.put(matcher.name(), matcher.value());
      }
    }
    return labels;
  }

  private List<@Nullable Double> items(String item) {
    var values = new ArrayList<@Nullable Double>();
    if (item.contains("{{") || item.contains("}}")) {
      throw new Unsupported();
    }
    java.util.regex.Matcher m = ITEM.matcher(item);
    if (!m.matches()) {
      throw new IllegalArgumentException("item " + item);
    }
    int repeats = m.group(4) == null ? 0 : Integer.parseInt(m.group(4));
    if (m.group(1).equals("_")) {
      for (int i = 0; i < Math.max(1, repeats); i++) {
        values.add(null);
      }
      return values;
    }
    double value = m.group(1).equals("stale") ? STALE : number(m.group(1));
    double delta = m.group(2) == null ? 0 : number(m.group(2) + m.group(3));
    values.add(value);
    for (int i = 0; i < repeats; i++) {
      value += delta;
      values.add(delta == 0 ? values.getFirst() : value);
    }
    return values;
  }

  private static double number(String text) {
    return switch (Parser.parse(text, ParseOptions.ALL)) {
      case NumberLiteral e -> e.value();
      case UnaryExpr e when e.operand() instanceof NumberLiteral n -> -n.value();
      default -> throw new IllegalArgumentException("not a number: " + text);
    };
  }

  private long units(String duration) {
    return Math.round(number(duration.trim()) * unitsPerSecond);
  }

  private PromqlEngine engine() {
    return new PromqlEngine(
        PromqlOptions.DEFAULTS.withDelayedNameRemoval(true).withMaxSamples(10_000), unitsPerSecond);
  }

  /// What an eval expects.
  private static final class Expected {
    boolean fail;
    @Nullable String failText;
    @Nullable Pattern failPattern;
    boolean ordered;
    @Nullable Double scalar;
    @Nullable String string;
    long windowStart;
    long windowStep;
    boolean window;
    final Map<Map<String, String>, List<@Nullable Double>> series = new LinkedHashMap<>();
    final List<String> warnings = new ArrayList<>();
    final List<String> infos = new ArrayList<>();
    final List<Pattern> warningPatterns = new ArrayList<>();
    final List<Pattern> infoPatterns = new ArrayList<>();
    boolean noWarnings;
    boolean noInfos;
    boolean anyWarning;
    boolean anyInfo;

    /// The same but for remarks, whose positions are of another text.
    Expected withoutNotes() {
      var bare = new Expected();
      bare.fail = fail;
      bare.failText = failText;
      bare.failPattern = failPattern;
      return bare;
    }
  }

  private Expected expected(List<String> body, String variant) {
    var expected = new Expected();
    expected.fail = variant.equals("fail");
    expected.ordered = variant.equals("ordered");
    expected.anyWarning = variant.equals("warn");
    expected.anyInfo = variant.equals("info");
    for (String row : body) {
      if (row.startsWith("expected_fail_message ")) {
        expected.failText = row.substring("expected_fail_message ".length()).trim();
        continue;
      }
      if (row.startsWith("expected_fail_regexp ")) {
        expected.failPattern =
            Pattern.compile(row.substring("expected_fail_regexp ".length()).trim());
        continue;
      }
      java.util.regex.Matcher window = WINDOW.matcher(row);
      if (window.matches()) {
        expected.window = true;
        expected.windowStart = units(window.group(1));
        expected.windowStep = units(window.group(3));
      } else if (row.startsWith("expect string ")) {
        String quoted = row.substring("expect string ".length()).trim();
        expected.string =
            ((io.tsink.promql.ast.StringLiteral) Parser.parse(quoted, ParseOptions.ALL)).value();
      } else if (row.startsWith("expect ")) {
        remark(expected, row.substring("expect ".length()).trim());
      } else if (bareNumber(row)) {
        expected.scalar = number(row);
      } else {
        int end = endOfSeries(row);
        var values = new ArrayList<@Nullable Double>();
        if (row.substring(end).contains("{{")) {
          throw new Unsupported();
        }
        for (String item : row.substring(end).trim().split("\\s+", -1)) {
          values.addAll(items(item));
        }
        expected.series.put(labels(row.substring(0, end)), values);
      }
    }
    return expected;
  }

  private static boolean bareNumber(String row) {
    if (row.contains("{") || row.contains(" ")) {
      return false;
    }
    try {
      number(row);
      return true;
    } catch (ParseFailure | IllegalArgumentException _) {
      return false;
    }
  }

  private static void remark(Expected expected, String row) {
    String[] parts = row.split("[\\s:]+", 2);
    String rest = row.substring(parts[0].length()).trim();
    String text = null;
    Pattern pattern = null;
    if (rest.startsWith("msg:")) {
      text = rest.substring(4).trim();
    } else if (rest.startsWith("regex:")) {
      pattern = Pattern.compile(rest.substring(6).trim());
    }
    switch (parts[0]) {
      case "ordered" -> expected.ordered = true;
      case "no_warn" -> expected.noWarnings = true;
      case "no_info" -> expected.noInfos = true;
      case "fail" -> {
        expected.fail = true;
        expected.failText = text;
        expected.failPattern = pattern;
      }
      case "warn" -> {
        expected.anyWarning = true;
        if (text != null) {
          expected.warnings.add(text);
        } else if (pattern != null) {
          expected.warningPatterns.add(pattern);
        }
      }
      case "info" -> {
        expected.anyInfo = true;
        if (text != null) {
          expected.infos.add(text);
        } else if (pattern != null) {
          expected.infoPatterns.add(pattern);
        }
      }
      default -> throw new IllegalArgumentException("expect " + row);
    }
  }

  private void eval(String command, List<String> body) {
    java.util.regex.Matcher range = RANGE.matcher(command);
    if (range.matches()) {
      Expected expected = expected(body, String.valueOf(range.group(1)));
      long start = units(range.group(2));
      long end = units(range.group(3));
      long step = units(range.group(4));
      check(
          expected,
          () -> engine().range(source, () -> {}, range.group(5), start, end, step),
          result -> compareMatrix(expected, (MatrixResult) result, start, step));
      return;
    }
    java.util.regex.Matcher instant = INSTANT.matcher(command);
    if (!instant.matches()) {
      throw new IllegalArgumentException(command);
    }
    Expected expected = expected(body, String.valueOf(instant.group(1)));
    long time = instant.group(2) == null ? 0 : units(instant.group(2));
    String query = instant.group(3);
    check(
        expected,
        () -> engine().instant(source, () -> {}, query, time),
        result -> compareInstant(expected, result));
    String pinned = Pinned.at(query, (double) time / unitsPerSecond);
    if (!pinned.isEmpty() && expected.string == null && !expected.window) {
      for (long moment : moments(time)) {
        check(
            expected.withoutNotes(),
            () -> engine().instant(source, () -> {}, pinned, moment),
            result -> compareInstant(expected, result));
      }
    }
    boolean plain = !query.matches(".*\\b(start|end|range|step)\\(\\).*");
    if (!expected.fail && !expected.window && expected.string == null && plain) {
      long minute = 60 * unitsPerSecond;
      MatrixResult matrix =
          (MatrixResult)
              engine().range(source, () -> {}, query, time - minute, time + minute, minute);
      if (!expected.ordered) {
        compareInstant(expected, at(matrix, time, expected.scalar != null));
      }
    }
  }

  private List<Long> moments(long time) {
    return time == 0
        ? List.of(-unitsPerSecond, 0L, unitsPerSecond)
        : List.of(-10 * time, 0L, time / 5, time, 10 * time);
  }

  private static QueryResult at(MatrixResult matrix, long time, boolean scalar) {
    var samples = new ArrayList<VectorResult.Sample>();
    for (MatrixSeries series : matrix.series()) {
      for (int i = 0; i < series.count(); i++) {
        if (series.time(i) == time) {
          samples.add(new VectorResult.Sample(series.labels(), series.value(i)));
        }
      }
    }
    return scalar
        ? new ScalarResult(time, samples.getFirst().value(), matrix.notes())
        : new VectorResult(time, samples, matrix.notes());
  }

  private static void check(
      Expected expected,
      java.util.function.Supplier<QueryResult> run,
      java.util.function.Consumer<QueryResult> compare) {
    QueryResult result;
    try {
      result = run.get();
    } catch (PromqlException e) {
      String message = String.valueOf(e.getMessage());
      if (!expected.fail || message.startsWith("unsupported: ")) {
        throw e;
      }
      if ((expected.failText != null && !expected.failText.equals(message))
          || (expected.failPattern != null && !expected.failPattern.matcher(message).find())) {
        throw new Mismatch("fails with: " + message);
      }
      return;
    }
    if (expected.fail) {
      throw new Mismatch("should fail");
    }
    compareNotes(
        "warnings",
        result.notes().warnings(),
        expected.noWarnings,
        expected.anyWarning,
        expected.warnings,
        expected.warningPatterns);
    compareNotes(
        "infos",
        result.notes().infos(),
        expected.noInfos,
        expected.anyInfo,
        expected.infos,
        expected.infoPatterns);
    compare.accept(result);
  }

  private static void compareNotes(
      String kind,
      List<String> actual,
      boolean none,
      boolean any,
      List<String> texts,
      List<Pattern> patterns) {
    if ((none && !actual.isEmpty()) || (any && actual.isEmpty())) {
      throw new Mismatch(kind + ": " + actual);
    }
    if (texts.isEmpty() && patterns.isEmpty()) {
      return;
    }
    for (String text : actual) {
      if (!texts.contains(text) && patterns.stream().noneMatch(p -> p.matcher(text).find())) {
        throw new Mismatch("unexpected " + kind + ": " + text + " expected " + texts + patterns);
      }
    }
    if (!new HashSet<>(actual).containsAll(texts)) {
      throw new Mismatch("missing " + kind + ", have " + actual);
    }
  }

  private static void compareInstant(Expected expected, QueryResult result) {
    switch (result) {
      case ScalarResult r -> {
        if (expected.scalar == null || !same(expected.scalar, r.value())) {
          throw new Mismatch("scalar " + r.value() + " expected " + expected.scalar);
        }
      }
      case StringResult r -> {
        if (!r.value().equals(expected.string)) {
          throw new Mismatch("string " + r.value());
        }
      }
      case VectorResult r -> compareVector(expected, r);
      case MatrixResult r -> compareMatrix(expected, r, expected.windowStart, expected.windowStep);
    }
  }

  private static void compareVector(Expected expected, VectorResult result) {
    var actual = new LinkedHashMap<Map<String, String>, Double>();
    for (VectorResult.Sample sample : result.samples()) {
      if (actual.put(TestLabels.map(sample.labels()), sample.value()) != null) {
        throw new Mismatch("twice " + sample.labels());
      }
    }
    if (!actual.keySet().equals(expected.series.keySet())) {
      throw new Mismatch("have " + actual + "\n      want " + expected.series);
    }
    for (var entry : expected.series.entrySet()) {
      Double want = entry.getValue().getFirst();
      if (want == null || !same(want, actual.get(entry.getKey()))) {
        throw new Mismatch("have " + actual + "\n      want " + expected.series);
      }
    }
    if (expected.ordered
        && !List.copyOf(actual.keySet()).equals(List.copyOf(expected.series.keySet()))) {
      throw new Mismatch("order " + actual.keySet());
    }
  }

  private static void compareMatrix(Expected expected, MatrixResult result, long start, long step) {
    var actual = new LinkedHashMap<Map<String, String>, Map<Long, Double>>();
    for (MatrixSeries series : result.series()) {
      var points = new TreeMap<Long, Double>();
      for (int i = 0; i < series.count(); i++) {
        points.put(series.time(i), series.value(i));
      }
      actual.put(TestLabels.map(series.labels()), points);
    }
    var want = new LinkedHashMap<Map<String, String>, Map<Long, Double>>();
    expected.series.forEach(
        (labels, values) -> {
          var points = new TreeMap<Long, Double>();
          for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value != null) {
              points.put(start + i * step, value);
            }
          }
          if (!points.isEmpty()) {
            want.put(labels, points);
          }
        });
    boolean equal = actual.keySet().equals(want.keySet());
    if (equal) {
      for (var entry : want.entrySet()) {
        Map<Long, Double> have = actual.get(entry.getKey());
        equal &= have != null && have.keySet().equals(entry.getValue().keySet());
        if (equal && have != null) {
          equal =
              entry.getValue().entrySet().stream()
                  .allMatch(e -> same(e.getValue(), have.get(e.getKey())));
        }
      }
    }
    if (!equal) {
      throw new Mismatch("have " + actual + "\n      want " + want);
    }
  }

  private static boolean same(double a, @Nullable Double b) {
    if (b == null) {
      return false;
    }
    boolean aStale = Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(STALE);
    boolean bStale = Double.doubleToRawLongBits(b) == Double.doubleToRawLongBits(STALE);
    if (aStale || bStale) {
      return aStale && bStale;
    }
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b);
    }
    if (a == b) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double distance = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return distance < 1e-6 * Double.MIN_NORMAL;
    }
    return distance / Math.min(sum, Double.MAX_VALUE) < 1e-6;
  }

  @Override
  public String toString() {
    return Arrays.toString(lines);
  }
}
