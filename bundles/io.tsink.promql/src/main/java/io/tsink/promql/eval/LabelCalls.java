package io.tsink.promql.eval;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tsink.api.Labels;
import io.tsink.promql.ast.Call;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `label_replace` and `label_join`.
final class LabelCalls {

  private static final String NAME = "__name__";

  /// What becomes of a label set; null leaves it as it is.
  private interface Relabeling {
    @Nullable Labels apply(Labels labels);
  }

  private final Evaluator evaluator;

  LabelCalls(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  void replace(Call call, Grid grid, Consumer<Series> sink) {
    List<Expr> arguments = call.arguments();
    String target = evaluator.text(arguments.get(1));
    String template = evaluator.text(arguments.get(2));
    String origin = evaluator.text(arguments.get(3));
    String regex = evaluator.text(arguments.get(4));
    Pattern pattern;
    try {
      pattern = Pattern.compile("^(?s:" + regex + ")$");
    } catch (PatternSyntaxException _) {
      throw QueryFailure.execution("invalid regular expression in label_replace(): " + regex);
    }
    if (!validName(target)) {
      throw QueryFailure.execution("invalid destination label name in label_replace(): " + target);
    }
    relabel(
        arguments.getFirst(),
        grid,
        target,
        sink,
        labels -> {
          Matcher matcher = pattern.matcher(LabelSets.get(labels, origin));
          return matcher.matches()
              ? LabelSets.with(labels, target, expand(template, matcher, pattern))
              : null;
        });
  }

  void join(Call call, Grid grid, Consumer<Series> sink) {
    List<Expr> arguments = call.arguments();
    String target = evaluator.text(arguments.get(1));
    String separator = evaluator.text(arguments.get(2));
    var origins = new ArrayList<String>();
    for (Expr argument : arguments.subList(3, arguments.size())) {
      String origin = evaluator.text(argument);
      if (!validName(origin)) {
        throw QueryFailure.execution("invalid source label name in label_join(): " + origin);
      }
      origins.add(origin);
    }
    if (!validName(target)) {
      throw QueryFailure.execution("invalid destination label name in label_join(): " + target);
    }
    relabel(
        arguments.getFirst(),
        grid,
        target,
        sink,
        labels -> {
          String joined =
              String.join(
                  separator, origins.stream().map(name -> LabelSets.get(labels, name)).toList());
          return LabelSets.with(labels, target, joined);
        });
  }

  private void relabel(
      Expr vector, Grid grid, String target, Consumer<Series> sink, Relabeling change) {
    var merger = new Merger();
    evaluator.each(
        vector,
        grid,
        Hint.NONE,
        series -> {
          Labels changed = change.apply(series.labels());
          boolean dropName = series.dropName() && (changed == null || !target.equals(NAME));
          merger.accept(
              new Series(changed == null ? series.labels() : changed, dropName, series.column()));
        });
    merger.series().forEach(sink);
  }

  /// Replaces `$1`, `${1}`, `$name`, `${name}` by what the group matched and `$$` by a dollar.
  private static String expand(String template, Matcher matcher, Pattern pattern) {
    var out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c != '$' || at == template.length()) {
        out.append(c);
        continue;
      }
      if (template.charAt(at) == '$') {
        out.append('$');
        at++;
        continue;
      }
      boolean braced = template.charAt(at) == '{';
      int start = braced ? at + 1 : at;
      int end = start;
      while (end < template.length() && wordPart(template.charAt(end))) {
        end++;
      }
      boolean closed = !braced || (end < template.length() && template.charAt(end) == '}');
      if (end == start || !closed) {
        out.append('$');
        continue;
      }
      out.append(group(template.substring(start, end), matcher, pattern));
      at = braced ? end + 1 : end;
    }
    return out.toString();
  }

  private static String group(String name, Matcher matcher, Pattern pattern) {
    String text = null;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int index = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
      text = index <= matcher.groupCount() ? matcher.group(index) : null;
    } else if (pattern.namedGroups().containsKey(name)) {
      text = matcher.group(name);
    }
    return text == null ? "" : text;
  }

  private static boolean validName(String name) {
    return !name.isEmpty() && GoText.validUtf8(name);
  }

  private static boolean wordPart(char c) {
    return c == '_' || GoText.bareLabelName("_" + c);
  }
}
