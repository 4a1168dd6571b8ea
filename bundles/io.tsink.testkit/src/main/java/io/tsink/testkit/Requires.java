package io.tsink.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/// What a test needs from the machine it runs on.
///
/// What is absent ends the test: as skipped, or as failed when the environment variable `CI` is
/// `true`. The message is `missing: WHAT; install: HOW`; the build prints each such line once, at
/// its end. Stateless and thread-safe.
public final class Requires {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private final Map<String, String> environment;
  private final Properties properties;

  Requires(Map<String, String> environment, Properties properties) {
    this.environment = environment;
    this.properties = properties;
  }

  /// Returns the file of a program of the `PATH`.
  ///
  /// @param install the command that installs it, such as `apt-get install -y prometheus`
  public static Path program(String name, String install) {
    return ofThisProcess().findProgram(name, install);
  }

  /// Returns a file or folder of the corpora, which are read in place.
  ///
  /// The system property `tsink.corpora` names the folder of the corpora, relative to the root of
  /// the project.
  ///
  /// @param name relative to the folder of the corpora, with `/` between its parts
  public static Path corpus(String name) {
    return ofThisProcess().findCorpus(name);
  }

  /// Lets the test go on as root only.
  public static void root() {
    ofThisProcess().checkRoot();
  }

  private static Requires ofThisProcess() {
    return new Requires(System.getenv(), System.getProperties());
  }

  Path findProgram(String name, String install) {
    return SEPARATOR
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> missing(name, install));
  }

  Path findCorpus(String name) {
    String folder = Optional.ofNullable(properties.getProperty("tsink.corpora")).orElse("");
    Path corpora = Path.of(properties.getProperty("tsink.root", "")).resolve(folder).normalize();
    Path corpus = corpora.resolve(name);
    if (folder.isEmpty() || !Files.exists(corpus)) {
      throw missing("corpus " + name, "pass -Dtsink.corpora=FOLDER with a folder that holds it");
    }
    return corpus;
  }

  void checkRoot() {
    if (!"root".equals(properties.getProperty("user.name"))) {
      throw missing("the rights of root", "run the tests as root");
    }
  }

  private RuntimeException missing(String what, String install) {
    String message = "missing: %s; install: %s".formatted(what, install);
    if ("true".equals(environment.get("CI"))) {
      throw new AssertionFailedError(message);
    }
    return new TestAbortedException(message);
  }
}
