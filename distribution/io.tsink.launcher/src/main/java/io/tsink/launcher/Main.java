package io.tsink.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// The `tsink` command: `server`, `check`, `config`.
public final class Main {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private static final String HELP =
      """
      Usage: tsink [server] [--KEY=VALUE ...]   start the server
             tsink check [--exact]              check that the installation is complete
             tsink config show [--KEY=VALUE ...]   show each value in force and its origin
             tsink config template              print a configuration file with every key
             tsink config schema                print the JSON Schema of the configuration file
             tsink --version

        --config=FILE   configuration file (default: etc/tsink.yaml of the installation)
        --listen=HOST:PORT, --data-path=FOLDER and every other key: see "tsink config template".
        Each key a.b-c is also the environment variable TSINK_A_B_C.
      """;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    Main main = new Main(System.getenv(), System.out, System.err);
    System.exit(main.run(Installation.ofThisProcess(), List.of(arguments)));
  }

  /// Runs a command to its end and returns the exit code.
  int run(Installation installation, List<String> arguments) {
    String first = arguments.isEmpty() ? "server" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    if (arguments.contains("--help") || arguments.contains("-h") || first.equals("help")) {
      out.print(HELP);
      return OK;
    }
    return switch (first) {
      case "--version", "version" -> {
        out.println("tsink " + version());
        yield OK;
      }
      case "server" -> new ServerCommand(installation, environment, out, err).run(rest);
      case "check" -> new CheckCommand(installation, out, err).run(rest);
      case "config" -> new ConfigCommand(installation, environment, out, err).run(rest);
      default -> {
        if (first.startsWith("--")) {
          yield new ServerCommand(installation, environment, out, err).run(arguments);
        }
        err.println("tsink: unknown command \"" + first + "\", expected server, check or config");
        err.print(HELP);
        yield USAGE;
      }
    };
  }

  /// Returns the version this launcher was built as.
  static String version() {
    Properties properties = new Properties();
    try (InputStream resource = Main.class.getResourceAsStream("version.properties")) {
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
