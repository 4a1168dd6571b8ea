import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Formats the sources of all modules, or refuses those that are not formatted.
///
/// Arguments: `check` or `fix`, and the root of the project.
final class Format {
  public static void main(String[] arguments) throws Exception {
    List<String> options = new ArrayList<>();
    if (arguments[0].equals("fix")) {
      options.add("--replace");
    } else {
      options.addAll(List.of("--dry-run", "--set-exit-if-changed"));
    }
    for (String place : List.of(".mvn", "bundles", "distribution", "plugins")) {
      options.addAll(sources(Path.of(arguments[1], place)));
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
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
}
