import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Ends a build: prints how many tests ran in all modules, which were skipped, and why.
///
/// Arguments: the root of the project and the time the build began; older reports are of other
/// builds. A test that lacks something of the machine says `missing: WHAT; install: HOW`; with the
/// environment variable `CI=true` one such test fails the build.
final class Skipped {
  private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*?\\btests=\"(\\d+)\"");
  private static final Pattern SKIPPED =
      Pattern.compile(
          "<skipped(?: [^>]*?message=\"([^\"]*)\")?[^>]*?(?:/>|>(?:<!\\[CDATA\\[)?([^\\n\\]<]*))");
  private static final Pattern NOISE =
      Pattern.compile("^[\\w.$]+(Exception|Error): |Assumption failed: ");

  public static void main(String[] arguments) throws IOException {
    Instant begin = Instant.parse(arguments[1]);
    int tests = 0;
    int skipped = 0;
    Map<String, Integer> reasons = new TreeMap<>();
    for (Path report : reports(Path.of(arguments[0]), begin)) {
      String text = Files.readString(report);
      Matcher suite = SUITE.matcher(text);
      if (suite.find()) {
        tests += Integer.parseInt(suite.group(1));
      }
      Matcher skip = SKIPPED.matcher(text);
      while (skip.find()) {
        skipped++;
        reasons.merge(reason(skip), 1, Integer::sum);
      }
    }
    System.out.println("tests run: " + (tests - skipped));
    System.out.println("skipped: " + skipped);
    reasons.forEach((reason, count) -> System.out.println("  " + count + " x " + reason));
    boolean missing = reasons.keySet().stream().anyMatch(reason -> reason.startsWith("missing: "));
    if (missing && "true".equals(System.getenv("CI"))) {
      System.err.println("CI=true: a test that lacks something of the machine is a failure");
      System.exit(1);
    }
  }

  private static String reason(Matcher skip) {
    String reason = skip.group(1) != null ? skip.group(1) : skip.group(2);
    String plain = reason == null ? "" : NOISE.matcher(reason).replaceAll("").strip();
    return plain.isEmpty() ? "no reason given" : plain;
  }

  private static List<Path> reports(Path root, Instant begin) throws IOException {
    try (Stream<Path> files =
        Files.find(
            root,
            6,
            (file, attributes) ->
                file.getFileName().toString().matches("TEST-.*\\.xml")
                    && file.getParent()
                        .getFileName()
                        .toString()
                        .matches("(surefire|failsafe)-reports")
                    && !attributes.lastModifiedTime().toInstant().isBefore(begin))) {
      return files.sorted().toList();
    }
  }
}
