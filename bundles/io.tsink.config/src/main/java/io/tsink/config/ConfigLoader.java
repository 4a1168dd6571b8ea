package io.tsink.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads the sources of a configuration and checks all of them before it returns.
///
/// Every source is checked even where a later one takes precedence: a mistake does not hide until
/// the flag that covers it is gone.
public final class ConfigLoader {
  private static final String PREFIX = "TSINK_";

  /// What Kubernetes puts into the environment of every pod beside a service named `tsink`.
  private static final Pattern SERVICE_LINK =
      Pattern.compile("TSINK_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_[0-9]+_(TCP|UDP|SCTP).*)?)");

  private final KeyCatalog catalog;
  private final Map<String, EffectiveConfig.Setting> defaults = new HashMap<>();
  private final Map<String, Map<String, String>> pluginDefaults = new LinkedHashMap<>();
  private final List<Path> files = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final Set<String> otherVariables = new HashSet<>();
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> overrides = new LinkedHashMap<>();

  public ConfigLoader(KeyCatalog catalog) {
    this.catalog = catalog;
  }

  /// Supplies the default of a key whose default the program chooses.
  public <T> ConfigLoader defaultValue(ConfigKey<T> key, T value) {
    defaults.put(key.name(), new EffectiveConfig.Setting(value, new Origin.Default()));
    return this;
  }

  /// Supplies defaults that a plugin brings, by key.
  public ConfigLoader pluginDefaults(String plugin, Map<String, String> values) {
    pluginDefaults.put(plugin, Map.copyOf(values));
    return this;
  }

  /// Names the configuration file; it has to exist.
  public ConfigLoader file(Path path) {
    files.add(path);
    return this;
  }

  /// Supplies the environment; variables without the prefix `TSINK_` are ignored.
  ///
  /// @param otherThanKeys variables with the prefix that mean something else
  public ConfigLoader environment(Map<String, String> variables, Set<String> otherThanKeys) {
    environment.putAll(variables);
    otherVariables.addAll(otherThanKeys);
    return this;
  }

  /// Supplies the flags of the command line.
  public ConfigLoader flags(List<String> commandLine) {
    arguments.addAll(commandLine);
    return this;
  }

  /// Supplies what an administrator set at run time, by key.
  public ConfigLoader overrides(Map<String, String> values) {
    overrides.putAll(values);
    return this;
  }

  /// Returns the configuration in force.
  ///
  /// @throws ConfigException with everything that is wrong in any source
  public EffectiveConfig load() throws ConfigException {
    List<ConfigError> errors = new ArrayList<>();
    Map<String, EffectiveConfig.Setting> settings = startingWithDefaults();
    Set<String> refused = new HashSet<>();
    for (Supplier<List<Written>> source : sources(errors)) {
      apply(source.get(), settings, refused, errors);
    }
    EffectiveConfig config = new EffectiveConfig(catalog, settings);
    for (ConfigRule rule : catalog.rules()) {
      if (rule.keys().stream().noneMatch(key -> refused.contains(key.name()))) {
        errors.addAll(rule.check().apply(config));
      }
    }
    if (!errors.isEmpty()) {
      throw new ConfigException(errors);
    }
    return config;
  }

  private Map<String, EffectiveConfig.Setting> startingWithDefaults() {
    Map<String, EffectiveConfig.Setting> settings = new HashMap<>();
    for (ConfigKey<?> key : catalog.keys()) {
      Object value = key.defaultValue();
      EffectiveConfig.Setting chosen = defaults.get(key.name());
      if (chosen != null) {
        settings.put(key.name(), chosen);
      } else if (value != null) {
        settings.put(key.name(), new EffectiveConfig.Setting(value, new Origin.Default()));
      } else {
        throw new IllegalStateException("no default supplied for the key " + key);
      }
    }
    return settings;
  }

  /// The sources in their order of precedence, lowest first.
  private List<Supplier<List<Written>>> sources(List<ConfigError> errors) {
    List<Supplier<List<Written>>> sources = new ArrayList<>();
    pluginDefaults.forEach(
        (plugin, values) ->
            sources.add(() -> named(values, new Origin.PluginDefault(plugin), errors)));
    files.forEach(file -> sources.add(() -> new YamlSource(catalog, file, errors).read()));
    sources.add(() -> variables(errors));
    sources.add(() -> new FlagSource(catalog, arguments, errors).read());
    sources.add(() -> named(overrides, new Origin.AdminOverride(), errors));
    return sources;
  }

  private List<Written> named(Map<String, String> values, Origin origin, List<ConfigError> errors) {
    List<Written> written = new ArrayList<>();
    values.forEach(
        (name, text) -> {
          KeyCatalog.Claim claim = catalog.named(name);
          if (claim == null) {
            String suggestion = Suggestion.among(catalog.names(), name, "");
            errors.add(new ConfigError(origin.toString(), "unknown key " + name + suggestion));
          } else {
            written.add(Written.text(claim, name, text, origin));
          }
        });
    return written;
  }

  private List<Written> variables(List<ConfigError> errors) {
    List<Written> written = new ArrayList<>();
    environment.forEach(
        (name, text) -> {
          KeyCatalog.Claim claim = catalog.environment(name);
          if (claim != null) {
            written.add(Written.text(claim, name, text, new Origin.Environment(name)));
          } else if (name.startsWith(PREFIX)
              && !otherVariables.contains(name)
              && !SERVICE_LINK.matcher(name).matches()) {
            String suggestion = Suggestion.among(catalog.environmentNames(), name, "");
            errors.add(new ConfigError(name, "unknown variable" + suggestion));
          }
        });
    return written;
  }

  private static void apply(
      List<Written> layer,
      Map<String, EffectiveConfig.Setting> settings,
      Set<String> refused,
      List<ConfigError> errors) {
    Map<String, Origin> seen = new HashMap<>();
    for (Written written : layer) {
      ConfigKey<?> key = written.claim().key();
      Origin first = seen.putIfAbsent(key.name(), written.origin());
      if (first != null) {
        String what = "%s is set again, first set at %s".formatted(key, first);
        errors.add(new ConfigError(written.origin().toString(), what));
        continue;
      }
      try {
        settings.put(key.name(), new EffectiveConfig.Setting(value(written), written.origin()));
      } catch (Refused e) {
        refused.add(key.name());
        errors.add(new ConfigError(written.origin().toString(), e.sentence));
      }
    }
  }

  private static Object value(Written written) throws Refused {
    KeyCatalog.Claim claim = written.claim();
    ConfigKey<?> key = claim.key();
    List<String> texts = claim.namesFile() ? List.of(secretFrom(written)) : written.texts();
    try {
      return switch (key.type()) {
        case KeyType.Sequence<?> type when written.list() ->
            texts.stream().map(type.element()::parse).toList();
        case KeyType<?> _ when written.list() -> throw new IllegalArgumentException("a list");
        case KeyType<?> type -> parsed(type, texts.getFirst());
      };
    } catch (IllegalArgumentException e) {
      String found =
          key.secret() ? "<secret>" : written.list() ? "a list" : "\"" + texts.getFirst() + "\"";
      throw new Refused(
          "%s: found %s, expected %s".formatted(key, found, key.type().expected()), e);
    }
  }

  private static <T> Object parsed(KeyType<T> type, String text) {
    return type.parse(text);
  }

  private static String secretFrom(Written written) throws Refused {
    String path = written.texts().getFirst();
    try {
      return Files.readString(Path.of(path)).strip();
    } catch (IOException | InvalidPathException e) {
      throw new Refused(
          "%s-file: the file %s cannot be read, expected a file that holds the value"
              .formatted(written.claim().key(), path),
          e);
    }
  }

  /// A value that is not one of its key's.
  private static final class Refused extends Exception {
    private final String sentence;

    Refused(String sentence, Exception cause) {
      super(sentence, cause);
      this.sentence = sentence;
    }
  }
}
