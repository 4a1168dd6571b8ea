package io.tsink.itests.architecture;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of the engine's packages: each uses lower rows only.
///
/// Packages of one row do not know each other; a package and those below it (`segment` and
/// `segment.v1`) are one.
final class EngineRows {
  private static final String ENGINE = "io.tsink.engine";
  private static final String RIM = "osgi";

  private static final Map<String, Integer> ROWS =
      rows(
          "io runtime",
          "chunk index wal tombstone",
          "series segment",
          "head exemplar",
          "view",
          "ingest query flush compact tier delete",
          "recovery",
          "");

  private EngineRows() {}

  private static Map<String, Integer> rows(String... packages) {
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < packages.length; row++) {
      for (String name : packages[row].split(" ", -1)) {
        rows.put(name, row);
      }
    }
    return Map.copyOf(rows);
  }

  /// Returns what is wrong with one package using another, or nothing.
  static Optional<String> objection(String user, String used) {
    if (!inEngine(user) || !inEngine(used)) {
      return Optional.empty();
    }
    String from = name(user);
    String to = name(used);
    if (from.equals(to) || from.equals(RIM)) {
      return Optional.empty();
    }
    @Nullable Integer fromRow = ROWS.get(from);
    @Nullable Integer toRow = ROWS.get(to);
    if (fromRow == null || toRow == null) {
      return Optional.of((fromRow == null ? user : used) + " is in no row of the engine");
    }
    return toRow < fromRow
        ? Optional.empty()
        : Optional.of("%s of row %d uses %s of row %d".formatted(user, fromRow, used, toRow));
  }

  private static boolean inEngine(String packageName) {
    return packageName.equals(ENGINE) || packageName.startsWith(ENGINE + ".");
  }

  private static String name(String packageName) {
    String rest = packageName.substring(ENGINE.length());
    return rest.isEmpty() ? "" : rest.split("\\.", -1)[1];
  }
}
