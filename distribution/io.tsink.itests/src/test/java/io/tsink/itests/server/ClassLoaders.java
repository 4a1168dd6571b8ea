package io.tsink.itests.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts the class loaders of bundles that are alive in a server.
final class ClassLoaders {
  /// Clears soft references as weak ones, so that only leaks keep a class loader.
  static final String JAVA_OPTIONS = "-XX:SoftRefLRUPolicyMSPerMB=0";

  private static final Pattern LINE =
      Pattern.compile(
          "^ *\\d+: +(\\d+) +\\d+ +org\\.apache\\.felix\\.framework\\."
              + "BundleWiringImpl\\$BundleClassLoader(?: .*)?$",
          Pattern.MULTILINE);

  private ClassLoaders() {}

  /// Collects garbage in a server and returns how many class loaders of bundles are left.
  static int count(ServerProcess server) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    ProcessBuilder histogram =
        new ProcessBuilder(
            jcmd.toString(), Long.toString(server.process().pid()), "GC.class_histogram");
    try (ChildProcess process = ChildProcess.start(histogram)) {
      int code = process.awaitEnd();
      Matcher line = LINE.matcher(process.text());
      if (code != 0 || !line.find()) {
        throw new AssertionError("exit code %d:%n%s".formatted(code, process.text()));
      }
      return Integer.parseInt(line.group(1));
    }
  }
}
