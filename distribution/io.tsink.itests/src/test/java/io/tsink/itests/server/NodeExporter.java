package io.tsink.itests.server;

import io.tsink.testkit.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A node exporter. Closing it kills it.
final class NodeExporter implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(\\S+)");

  private final ChildProcess process;
  private final String address;

  private NodeExporter(String listen) throws IOException {
    Path program =
        Requires.program("prometheus-node-exporter", "apt-get install -y prometheus-node-exporter");
    process =
        ChildProcess.start(
            new ProcessBuilder(program.toString(), "--web.listen-address=" + listen));
    address = process.awaitLine(LISTENING).group(1);
  }

  /// Starts one on a port that the system chooses.
  static NodeExporter start() throws IOException {
    return new NodeExporter("127.0.0.1:0");
  }

  /// Starts one where another one was.
  static NodeExporter startAt(String address) throws IOException {
    return new NodeExporter(address);
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    process.close();
  }
}
