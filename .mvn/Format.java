import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Formats the sources of all modules, or refuses those that are not formatted.
///
/// Arguments: `check` or `fix`, and the root of the project.
final class Format {
  private static final int WIDTH = 100;

  public static void main(String[] arguments) throws Exception {
    List<String> options = new ArrayList<>();
    if (arguments[0].equals("fix")) {
      options.add("--replace");
    } else {
      options.addAll(List.of("--dry-run", "--set-exit-if-changed"));
    }
    List<String> sources = new ArrayList<>();
    for (String place : List.of(".mvn", "bundles", "distribution", "plugins")) {
      sources.addAll(sources(Path.of(arguments[1], place)));
    }
    options.addAll(sources);
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    if (sources.stream().filter(file -> hasLongComment(file, err)).count() > 0) {
      System.exit(1);
    }
    int status = new Main(out, err, System.in).format(options.toArray(String[]::new));
    if (status != 0) {
      err.println("The files above are not formatted; run: mvn -N -Pformat validate");
    }
    System.exit(status);
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

  /// Reports lines of Markdown comments that the formatter would break in a way that is no comment.
  private static boolean hasLongComment(String file, PrintWriter err) {
    boolean found = false;
    try {
      int number = 0;
      for (String line : Files.readAllLines(Path.of(file))) {
        number++;
        if (line.length() > WIDTH && line.strip().startsWith("///")) {
          err.println(file + ":" + number + ": a comment of more than " + WIDTH + " columns");
          found = true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
