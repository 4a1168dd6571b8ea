package io.tsink.itests.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A server that is ready, in a process of its own. Closing it kills it.
final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("^tsink \\S+ is ready at (http\\S+) ");

  /// Several servers share few processors and little memory.
  private static final String SMALL = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final int TERMINATED = 0;

  private final ChildProcess process;
  private final String url;

  private ServerProcess(ChildProcess process) {
    this.process = process;
    this.url = process.awaitLine(READY).group(1);
  }

  /// A server to be started on a data folder.
  static Launch on(Path dataPath) {
    return new Launch(dataPath);
  }

  /// How a server is started. Confined.
  static final class Launch {
    private final List<String> prefix = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private String javaOptions = SMALL;

    private Launch(Path dataPath) {
      flags.add("--data-path=" + dataPath);
      flags.add("--http.listen=127.0.0.1:0");
      flags.add("--plugins.folder=" + dataPath.resolveSibling(dataPath.getFileName() + "-plugins"));
    }

    /// Sets a key; a later value wins over an earlier one.
    Launch with(String key, Object value) {
      flags.removeIf(flag -> flag.startsWith("--" + key + "="));
      flags.add("--" + key + "=" + value);
      return this;
    }

    /// Sets further options of the virtual machine.
    Launch javaOptions(String options) {
      javaOptions = SMALL + " " + options;
      return this;
    }

    /// Runs the virtual machine as the archive does.
    Launch asShipped() {
      javaOptions = "";
      return this;
    }

    /// Puts a command before the server's.
    Launch under(String... command) {
      prefix.addAll(List.of(command));
      return this;
    }

    /// Starts the server and returns when it is ready.
    ServerProcess start() throws IOException {
      ChildProcess process = spawn();
      try {
        return new ServerProcess(process);
      } catch (AssertionError e) {
        process.close();
        throw e;
      }
    }

    /// Starts what is expected not to become a server.
    ChildProcess spawn() throws IOException {
      List<String> command = new ArrayList<>(prefix);
      command.add(Archive.home().resolve("bin/tsink").toString());
      command.addAll(flags);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(name -> name.startsWith("TSINK_"));
      builder.environment().put("TSINK_JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("TSINK_JAVA_OPTS", javaOptions);
      return ChildProcess.start(builder);
    }
  }

  String url() {
    return url;
  }

  Client client() {
    return new Client(url);
  }

  ChildProcess process() {
    return process;
  }

  /// Ends the server as `kill -9` does.
  void kill() {
    process.kill();
  }

  /// Asks the server to stop, waits until it has, and returns what it printed.
  String stop() {
    process.terminate();
    int code = process.awaitEnd();
    if (code != TERMINATED) {
      throw new AssertionError("exit code %d:%n%s".formatted(code, process.text()));
    }
    return process.text();
  }

  @Override
  public void close() {
    process.close();
  }
}
