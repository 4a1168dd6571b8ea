package io.tsink.itests.server;

import io.tsink.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A Prometheus that scrapes every second and writes what it scrapes to another server. Closing it
/// kills it. Confined.
final class Prometheus implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(\\S+)");
  private static final Pattern READY = Pattern.compile("Server is ready to receive web requests");
  private static final String INSTALL = "apt-get install -y prometheus";

  private final ChildProcess process;
  private final Path targets;
  private final Map<String, String> jobs = new TreeMap<>();
  private final String address;

  /// Starts it without any target.
  ///
  /// @param folder for its data and configuration, existing
  /// @param writeTo the address of remote write
  Prometheus(Path folder, String writeTo) throws IOException {
    Path program = Requires.program("prometheus", INSTALL);
    targets = folder.resolve("targets.json");
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(targets, "[]");
    // one shard, so that samples arrive in the order in which they were scraped
    Files.writeString(
        config,
        """
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: targets
            file_sd_configs:
              - files: ["%s"]
        remote_write:
          - url: "%s"
            queue_config:
              min_shards: 1
              max_shards: 1
              batch_send_deadline: 500ms
        """
            .formatted(targets, writeTo));
    process =
        ChildProcess.start(
            new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:0"));
    address = process.awaitLine(LISTENING).group(1);
    var _ = process.awaitLine(READY);
  }

  /// Scrapes one more target.
  void scrape(String job, String target) throws IOException {
    jobs.put(job, target);
    StringBuilder text = new StringBuilder();
    jobs.forEach(
        (name, at) ->
            text.append(text.isEmpty() ? "" : ",")
                .append("{\"targets\":[\"%s\"],\"labels\":{\"job\":\"%s\"}}".formatted(at, name)));
    Path draft = targets.resolveSibling("targets.draft");
    Files.writeString(draft, "[" + text + "]");
    Path _ = Files.move(draft, targets, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Its host and port.
  String address() {
    return address;
  }

  Client client() {
    return new Client("http://" + address);
  }

  String output() {
    return process.text();
  }

  @Override
  public void close() {
    process.close();
  }
}
