package io.tsink.launcher;

import io.tsink.config.ConfigException;
import io.tsink.config.EffectiveConfig;
import io.tsink.config.FileTemplate;
import io.tsink.config.JsonSchema;
import io.tsink.config.ServerKeys;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// `tsink config show|template|schema`.
final class ConfigCommand {
  private final Installation installation;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  ConfigCommand(
      Installation installation,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err) {
    this.installation = installation;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
      case "show" -> show(arguments.subList(1, arguments.size()));
      case "template" -> {
        out.print(FileTemplate.of(ServerKeys.catalog(), "tsink.schema.json"));
        yield Main.OK;
      }
      case "schema" -> {
        out.print(JsonSchema.of(ServerKeys.catalog()));
        yield Main.OK;
      }
      default -> {
        err.println("tsink config: expected show, template or schema");
        yield Main.USAGE;
      }
    };
  }

  private int show(List<String> flags) {
    try {
      EffectiveConfig config = ServerConfig.load(installation, environment, flags);
      for (EffectiveConfig.Entry entry : config.entries()) {
        out.printf("%-28s %-32s # %s%n", entry.key() + ":", entry.value(), entry.origin());
      }
      return Main.OK;
    } catch (ConfigException e) {
      refuse(e, err);
      return Main.USAGE;
    }
  }

  /// Lists what is wrong with a configuration.
  static void refuse(ConfigException e, PrintStream err) {
    int count = e.errors().size();
    err.printf("tsink: the configuration has %s:%n", count == 1 ? "an error" : count + " errors");
    e.errors().forEach(error -> err.println("  " + error));
  }
}
