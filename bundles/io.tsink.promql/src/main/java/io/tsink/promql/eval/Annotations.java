package io.tsink.promql.eval;

import io.tsink.promql.ast.Position;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a query has to say beside its answer, each text once.
public final class Annotations {

  private final String query;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<String> infos = new LinkedHashSet<>();

  public Annotations(String query) {
    this.query = query;
  }

  void warn(String message, Position position) {
    warnings.add("PromQL warning: " + message + place(position));
  }

  void inform(String message, Position position) {
    infos.add("PromQL info: " + message + place(position));
  }

  private String place(Position position) {
    return " (" + position.lineAndColumn(query) + ")";
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public List<String> infos() {
    return List.copyOf(infos);
  }
}
