import de.thetaphi.forbiddenapis.cli.CliMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Checks the classes and the test classes of one module for forbidden calls.
///
/// Arguments: the folder of the module, its test class path, the folder of the signatures, the Java
/// release, and the names of the signature files for its classes. Tests answer to the first file
/// only. A module without classes passes.
final class Forbidden {
  /// Messages for people may follow their locale. What a program reads is written by
  /// `String.format(Locale.ROOT, ..)`.
  private static final List<String> ALLOWED =
      List.of("java.lang.String#formatted(**)", "java.io.PrintStream#printf(**)");

  public static void main(String[] arguments) {
    Path module = Path.of(arguments[0]);
    List<String> files = List.of(arguments).subList(4, arguments.length);
    String release = arguments[3];
    List<String> options = new ArrayList<>(List.of("-c", arguments[1]));
    options.addAll(List.of("-f", Path.of(arguments[2], files.getFirst()).toString()));
    check(module.resolve("target/test-classes"), options);
    for (String file : files.subList(1, files.size())) {
      options.addAll(List.of("-f", Path.of(arguments[2], file).toString()));
    }
    options.addAll(List.of("-b", "jdk-unsafe-" + release, "-b", "jdk-deprecated-" + release));
    for (String signature : ALLOWED) {
      options.addAll(List.of("--signatureswithseveritysuppress", signature));
    }
    check(module.resolve("target/classes"), options);
  }

  private static void check(Path classes, List<String> options) {
    if (!holdsClasses(classes)) {
      return;
    }
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-d", classes.toString()));
    try {
      new CliMain(all.toArray(String[]::new)).run();
    } catch (Exception failed) { // of a type that only its own package can name
      System.err.println(classes + ": " + failed.getMessage());
      System.exit(1);
    }
  }

  private static boolean holdsClasses(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".class"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
