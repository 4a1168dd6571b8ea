package io.tsink.launcher;

import io.tsink.config.ConfigError;
import io.tsink.config.ConfigException;
import io.tsink.config.ConfigLoader;
import io.tsink.config.EffectiveConfig;
import io.tsink.config.ServerKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the server's configuration from where this process finds it.
final class ServerConfig {
  private static final String FILE_FLAG = "--config";
  private static final String FILE_VARIABLE = "TSINK_CONFIG";

  /// Variables of bin/tsink and of this class; they set no key.
  private static final Set<String> OTHER_VARIABLES =
      Set.of(FILE_VARIABLE, Resources.MAX_CPUS, "TSINK_JAVA_HOME", "TSINK_JAVA_OPTS");

  private ServerConfig() {}

  static EffectiveConfig load(
      Installation installation, Map<String, String> environment, List<String> arguments)
      throws ConfigException {
    List<String> flags = new ArrayList<>(arguments);
    Optional<Path> named = takeFile(flags).or(() -> variable(environment));
    ConfigLoader loader =
        new ConfigLoader(ServerKeys.catalog())
            .defaultValue(ServerKeys.DATA_PATH, installation.defaultDataPath())
            .defaultValue(ServerKeys.PLUGINS_FOLDER, installation.plugins())
            .environment(environment, OTHER_VARIABLES)
            .flags(flags);
    named.or(() -> existing(installation.configFile())).ifPresent(loader::file);
    return loader.load();
  }

  private static Optional<Path> variable(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of);
  }

  private static Optional<Path> existing(Path file) {
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  /// Takes the file's flag out of the flags; it is not a key.
  private static Optional<Path> takeFile(List<String> flags) throws ConfigException {
    for (int i = 0; i < flags.size(); i++) {
      String flag = flags.get(i);
      if (flag.startsWith(FILE_FLAG + "=")) {
        flags.remove(i);
        return Optional.of(Path.of(flag.substring(FILE_FLAG.length() + 1)));
      }
      if (flag.equals(FILE_FLAG)) {
        if (i + 1 == flags.size()) {
          throw new ConfigException(
              List.of(new ConfigError(FILE_FLAG, "no value, expected a path")));
        }
        flags.remove(i);
        return Optional.of(Path.of(flags.remove(i)));
      }
    }
    return Optional.empty();
  }
}
