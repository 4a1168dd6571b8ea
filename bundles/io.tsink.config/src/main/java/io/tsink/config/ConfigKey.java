package io.tsink.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One thing an operator may set: its name, type, default and description, and the PIDs whose
/// components receive its value.
///
/// @param <T> the value's Java type
public final class ConfigKey<T> {
  private static final Pattern NAME =
      Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)*");

  private final String name;
  private final KeyType<T> type;
  private final @Nullable T defaultValue;
  private final String defaultNote;
  private final String description;
  private final Reload reload;
  private final boolean secret;
  private final List<String> aliases;
  private final Map<String, Function<T, Map<String, Object>>> targets;

  private ConfigKey(Builder<T> builder) {
    name = builder.name;
    type = builder.type;
    defaultValue = builder.defaultValue;
    defaultNote = builder.defaultNote;
    description = builder.description;
    reload = builder.reload;
    secret = builder.secret;
    aliases = List.copyOf(builder.aliases);
    targets = Map.copyOf(builder.targets);
  }

  /// Begins a key with a lower-case name of dotted sections and dashed words: `storage.wal-sync`.
  public static <T> Builder<T> named(String name, KeyType<T> type) {
    return new Builder<>(name, type);
  }

  public String name() {
    return name;
  }

  public KeyType<T> type() {
    return type;
  }

  /// Returns the default, or null when the program that loads the configuration supplies it.
  public @Nullable T defaultValue() {
    return defaultValue;
  }

  /// Returns the default as documentation shows it.
  public String defaultText() {
    return defaultValue == null ? defaultNote : type.render(defaultValue);
  }

  public String description() {
    return description;
  }

  public Reload reload() {
    return reload;
  }

  /// Tells whether the value is never shown and may come from the file named by the key
  /// `NAME-file`.
  public boolean secret() {
    return secret;
  }

  /// Returns further names that the key has as a flag.
  public List<String> aliases() {
    return aliases;
  }

  /// Returns the environment variable that sets the key.
  public String environmentName() {
    return environmentName(name);
  }

  /// Returns the PIDs that receive the value.
  public List<String> pids() {
    return targets.keySet().stream().sorted().toList();
  }

  /// Returns what a component with the PID receives for the value.
  public Map<String, Object> properties(String pid, T value) {
    Function<T, Map<String, Object>> target = targets.get(pid);
    if (target == null) {
      throw new IllegalArgumentException("%s has no properties for PID %s".formatted(name, pid));
    }
    return target.apply(value);
  }

  static String environmentName(String name) {
    StringBuilder text = new StringBuilder("TSINK_");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(c == '.' || c == '-' ? '_' : (char) (c >= 'a' && c <= 'z' ? c - 32 : c));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return name;
  }

  /// Collects what a key is.
  public static final class Builder<T> {
    private final String name;
    private final KeyType<T> type;
    private @Nullable T defaultValue;
    private String defaultNote = "";
    private String description = "";
    private Reload reload = Reload.RESTART;
    private boolean secret;
    private final List<String> aliases = new ArrayList<>();
    private final Map<String, Function<T, Map<String, Object>>> targets = new LinkedHashMap<>();

    private Builder(String name, KeyType<T> type) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "key name \"%s\", expected lower-case words such as storage.wal-sync".formatted(name));
      }
      this.name = name;
      this.type = type;
    }

    /// Sets the default, in the operator's words.
    public Builder<T> defaultsTo(String text) {
      defaultValue = type.parse(text);
      return this;
    }

    /// Says that the program supplies the default, and how it is chosen.
    public Builder<T> defaultChosen(String note) {
      defaultNote = note;
      return this;
    }

    /// Sets what the key does, in one or more sentences.
    public Builder<T> describedAs(String sentences) {
      description = sentences;
      return this;
    }

    public Builder<T> reload(Reload when) {
      reload = when;
      return this;
    }

    /// Marks a value that must never be shown.
    public Builder<T> secret() {
      secret = true;
      return this;
    }

    /// Adds a further name for the flag.
    public Builder<T> alias(String flag) {
      aliases.add(flag);
      return this;
    }

    /// Sends the value to a PID under the key's name without its first section, dashes as dots and
    /// with the unit: `storage.write-timeout` becomes `write.timeout.ms`, which a component
    /// property type reads as `write_timeout_ms()`.
    public Builder<T> pid(String pid) {
      String last = name.substring(name.indexOf('.') + 1);
      String property = last.replace('-', '.') + type.unitSuffix();
      return pid(pid, value -> Map.of(property, type.property(value)));
    }

    /// Sends what the function makes of the value to a PID.
    public Builder<T> pid(String pid, Function<T, Map<String, Object>> properties) {
      targets.put(pid, properties);
      return this;
    }

    public ConfigKey<T> build() {
      if (description.isBlank()) {
        throw new IllegalArgumentException(name + " has no description");
      }
      if (defaultValue == null && defaultNote.isEmpty()) {
        throw new IllegalArgumentException(name + " has no default");
      }
      return new ConfigKey<>(this);
    }
  }
}
