package io.tsink.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The configuration in force: a value for each key of a catalog, and where it came from.
public final class EffectiveConfig {
  private static final String REDACTED = "<secret>";

  private final KeyCatalog catalog;
  private final Map<String, Setting> settings;

  /// A value and its origin.
  record Setting(Object value, Origin origin) {}

  EffectiveConfig(KeyCatalog catalog, Map<String, Setting> settings) {
    this.catalog = catalog;
    this.settings = Map.copyOf(settings);
  }

  /// Returns the value of a key.
  ///
  /// @throws IllegalArgumentException when the key is not of the catalog
  @SuppressWarnings("unchecked") // the loader stored what the type of the key of this name parsed
  public <T> T get(ConfigKey<T> key) {
    return (T) setting(key).value();
  }

  /// Returns where the value of a key came from.
  public Origin origin(ConfigKey<?> key) {
    return setting(key).origin();
  }

  /// Returns the value of a key as an operator would write it, `<secret>` for a secret.
  public <T> String text(ConfigKey<T> key) {
    return key.secret() ? REDACTED : key.type().render(get(key));
  }

  /// Returns every key with its value and origin, in the order of the catalog, fit to be shown.
  public List<Entry> entries() {
    return catalog.keys().stream()
        .map(key -> new Entry(key.name(), text(key), origin(key)))
        .toList();
  }

  /// Returns what each PID's component receives; secrets are in clear.
  public Map<String, Map<String, Object>> pids() {
    Map<String, Map<String, Object>> pids = new TreeMap<>();
    catalog.keys().forEach(key -> addProperties(key, pids));
    return pids;
  }

  private <T> void addProperties(ConfigKey<T> key, Map<String, Map<String, Object>> pids) {
    for (String pid : key.pids()) {
      pids.computeIfAbsent(pid, _ -> new TreeMap<>()).putAll(key.properties(pid, get(key)));
    }
  }

  private Setting setting(ConfigKey<?> key) {
    Setting setting = settings.get(key.name());
    if (setting == null || !catalog.keys().contains(key)) {
      throw new IllegalArgumentException("key " + key + " is not of this catalog");
    }
    return setting;
  }

  /// One key as it is shown.
  public record Entry(String key, String value, Origin origin) {}
}
