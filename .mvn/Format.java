import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Formats the sources of all modules, or refuses those that are not formatted.
///
/// Arguments: `check` or `fix`, and the root of the project. The formatter breaks a Markdown
/// comment that is too long in a way that is no comment any more; so those are broken here, before
/// it.
final class Format {
  private static final int WIDTH = 100;

  /// Of the lines that go on with what a tag says.
  private static final int TAG_INDENT = 5;

  private static final Pattern COMMENT = Pattern.compile("(\\s*///)( *(?:[-*] |\\d+\\. )?)(.*)");

  public static void main(String[] arguments) throws Exception {
    boolean fix = arguments[0].equals("fix");
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    List<String> sources = new ArrayList<>();
    for (String place : List.of(".mvn", "bundles", "distribution", "plugins")) {
      sources.addAll(sources(Path.of(arguments[1], place)));
    }
    boolean wide = false;
    for (String source : sources) {
      wide |= fix ? breaks(Path.of(source)) : isWide(source, err);
    }
    List<String> options = new ArrayList<>(sources);
    options.addAll(0, fix ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    int status = new Main(out, err, System.in).format(options.toArray(String[]::new));
    if (status != 0 || (wide && !fix)) {
      err.println("The files above are not formatted; run: mvn -N -Pformat validate");
      System.exit(1);
    }
  }

  private static List<String> sources(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java") && !file.contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static boolean isWide(String file, PrintWriter err) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    boolean wide = false;
    for (int i = 0; i < lines.size(); i++) {
      if (isWide(lines.get(i))) {
        err.println(file + ":" + (i + 1) + ": a comment of more than " + WIDTH + " columns");
        wide = true;
      }
      if (isTorn(lines, i)) {
        err.println(file + ":" + (i + 1) + ": ends the comment above it");
        wide = true;
      }
    }
    return wide;
  }

  private static boolean isWide(String line) {
    return line.length() > WIDTH && COMMENT.matcher(line).matches();
  }

  private static boolean isTorn(List<String> lines, int i) {
    return i > 0
        && lines.get(i).strip().matches("// .*")
        && lines.get(i - 1).startsWith(indent(lines.get(i)) + "///");
  }

  private static String indent(String line) {
    return line.substring(0, line.indexOf('/'));
  }

  /// Moves the words beyond the width to the next line of the same paragraph.
  private static boolean breaks(Path file) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    boolean changed = false;
    for (int i = 0; i < lines.size(); i++) {
      if (isTorn(lines, i)) {
        lines.set(i - 1, lines.get(i - 1) + " " + lines.remove(i).strip().substring(3));
        i--;
      }
      String line = lines.get(i);
      int end = isWide(line) ? line.lastIndexOf(' ', WIDTH) : -1;
      Matcher comment = COMMENT.matcher(line);
      boolean isRow = line.strip().startsWith("/// |");
      if (end > 0 && !isRow && comment.matches() && end > comment.start(3)) {
        lines.set(i, line.substring(0, end).stripTrailing());
        int indent = comment.group(3).startsWith("@") ? TAG_INDENT : comment.group(2).length();
        String prefix = comment.group(1) + " ".repeat(indent);
        String rest = prefix + line.substring(end).strip();
        if (i + 1 < lines.size() && continues(lines.get(i + 1), prefix)) {
          lines.set(i + 1, rest + " " + lines.get(i + 1).substring(prefix.length()));
        } else {
          lines.add(i + 1, rest);
        }
        changed = true;
      }
    }
    if (changed) {
      Files.writeString(file, String.join("\n", lines) + "\n");
    }
    return changed;
  }

  private static boolean continues(String line, String prefix) {
    return line.startsWith(prefix)
        && line.length() > prefix.length()
        && line.substring(prefix.length()).matches("(?![-*|#>@ ]|```|\\d+\\. ).*");
  }
}
