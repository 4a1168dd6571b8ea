package io.tsink.launcher;

import io.tsink.config.ConfigException;
import io.tsink.config.EffectiveConfig;
import io.tsink.config.ServerKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// `tsink server`: runs until it is asked to stop.
final class ServerCommand {
  /// Beyond the grace of requests: the store writes what it holds and closes.
  private static final Duration STORE_CLOSE_ALLOWANCE = Duration.ofSeconds(20);

  /// Time after which a server that is not ready says what it waits for.
  private static final Duration READY_PATIENCE = Duration.ofSeconds(15);

  private final Installation installation;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  ServerCommand(
      Installation installation,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err) {
    this.installation = installation;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  int run(List<String> flags) {
    EffectiveConfig config;
    Resources resources;
    try {
      config = ServerConfig.load(installation, environment, flags);
      resources = Resources.within(Cgroup.ofThisProcess(), environment, Resources.ofThisMachine());
    } catch (ConfigException e) {
      ConfigCommand.refuse(e, err);
      return Main.USAGE;
    }
    Path dataPath = dataPath(config);
    try (Workspace workspace = Workspace.open(dataPath)) {
      return run(config, resources, workspace);
    } catch (LaunchException e) {
      return refuse(e);
    } catch (IOException e) {
      err.println("tsink: the lock of %s is not released: %s".formatted(dataPath, e.getMessage()));
      return Main.FAILED;
    }
  }

  private int run(EffectiveConfig config, Resources resources, Workspace workspace)
      throws LaunchException {
    List<String> named = config.get(ServerKeys.FEATURES);
    FeatureSet features =
        FeatureSet.read(
            installation.features(),
            named.isEmpty() ? FeatureSet.standard(installation.features()) : named);
    Platform platform =
        Platform.install(
            installation,
            features,
            workspace.cache(),
            frameworkProperties(config, resources, workspace));
    Duration stopTimeout = config.get(ServerKeys.HTTP_SHUTDOWN_GRACE).plus(STORE_CLOSE_ALLOWANCE);
    AtomicBoolean stopped = stopWithTheProcess(platform, stopTimeout);
    Signals.handle(signal -> events.add(new Event.StopAsked(signal)));
    try {
      platform.resolve();
      platform.offer("ready", url -> events.add(new Event.Ready(url)));
      platform.offer("fatal", reason -> events.add(new Event.Fatal(reason)));
      platform.start(configurations(config, resources), () -> events.add(new Event.Started()));
      awaitEnd(config, platform);
      if (!platform.stop(stopTimeout)) {
        throw new LaunchException("did not stop within %s s".formatted(stopTimeout.toSeconds()));
      }
      return Main.OK;
    } catch (LaunchException e) {
      int code = refuse(e);
      boolean _ = platform.stop(stopTimeout);
      return code;
    } finally {
      stopped.set(true);
    }
  }

  /// Returns when the server was asked to stop.
  private void awaitEnd(EffectiveConfig config, Platform platform) throws LaunchException {
    boolean ready = false;
    while (true) {
      try {
        Event event =
            ready ? events.take() : events.poll(READY_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        switch (event) {
          case null -> {
            Components components = platform.components();
            requireNoFailure(components);
            components.waiting().forEach(this::complain);
          }
          case Event.Started() -> {
            platform.requireAllActive();
            requireNoFailure(platform.components());
          }
          case Event.Ready(String url) -> {
            ready = true;
            out.print(Greeting.of(Main.version(), url, dataPath(config)));
            out.flush();
          }
          case Event.Fatal(String reason) -> throw new LaunchException(reason);
          case Event.StopAsked(String signal) -> {
            err.println("tsink: stopping on " + signal);
            return;
          }
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Path dataPath(EffectiveConfig config) {
    return config.get(ServerKeys.DATA_PATH).toAbsolutePath().normalize();
  }

  private static void requireNoFailure(Components components) throws LaunchException {
    if (!components.failed().isEmpty()) {
      throw new LaunchException(String.join("\n", components.failed()));
    }
  }

  private void complain(String waiting) {
    err.println("tsink: not ready yet: " + waiting);
  }

  private Map<String, String> frameworkProperties(
      EffectiveConfig config, Resources resources, Workspace workspace) throws LaunchException {
    Path plugins = config.get(ServerKeys.PLUGINS_FOLDER).toAbsolutePath().normalize();
    try {
      Files.createDirectories(workspace.copies());
    } catch (IOException e) {
      throw new LaunchException("data-path: %s cannot be written".formatted(workspace.copies()), e);
    }
    Map<String, String> properties = new HashMap<>();
    properties.put("tsink.home", installation.home().toString());
    properties.put("tsink.version", Main.version());
    properties.put("tsink.cpus", Integer.toString(resources.cpus()));
    properties.put("tsink.memory.bytes", Long.toString(resources.memoryBytes()));
    properties.put("felix.fileinstall.dir", plugins.toString());
    properties.put("felix.fileinstall.tmpdir", workspace.copies().toString());
    return properties;
  }

  /// The configuration by PID, with what `auto` stands for on this machine.
  static Map<String, Map<String, Object>> configurations(
      EffectiveConfig config, Resources resources) {
    Map<String, Map<String, Object>> pids = config.pids();
    Map<String, Object> engine = pids.computeIfAbsent(ServerKeys.ENGINE_PID, _ -> new HashMap<>());
    if (config.get(ServerKeys.STORAGE_MEMORY_BUDGET) == 0) {
      engine.put("memory.budget.bytes", resources.memoryBudgetBytes());
    }
    if (config.get(ServerKeys.STORAGE_MAX_WRITERS) == 0) {
      engine.put("max.writers", resources.cpus());
    }
    return pids;
  }

  /// Stops the platform when the process ends in a way that is no signal of ours.
  private static AtomicBoolean stopWithTheProcess(Platform platform, Duration timeout) {
    AtomicBoolean stopped = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("tsink-stop")
                .unstarted(
                    () -> {
                      if (!stopped.get()) {
                        boolean _ = platform.stop(timeout);
                      }
                    }));
    return stopped;
  }

  private int refuse(LaunchException e) {
    List<String> lines = e.lines();
    if (lines.size() == 1) {
      err.println("tsink: " + lines.getFirst());
    } else {
      err.println("tsink: the server cannot start:");
      lines.forEach(line -> err.println("  " + line));
    }
    return Main.FAILED;
  }
}
