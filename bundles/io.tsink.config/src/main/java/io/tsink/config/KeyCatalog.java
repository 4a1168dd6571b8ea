package io.tsink.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The closed set of keys and rules that a program knows.
public final class KeyCatalog {
  private final List<ConfigKey<?>> keys;
  private final List<ConfigRule> rules;
  private final Map<String, Claim> byName = new LinkedHashMap<>();
  private final Map<String, Claim> byFlag = new LinkedHashMap<>();
  private final Map<String, Claim> byEnvironment = new LinkedHashMap<>();

  /// What a name sets: a key, or by the name of a file that holds a secret.
  record Claim(ConfigKey<?> key, boolean namesFile) {}

  /// @throws IllegalArgumentException when two keys claim one name, flag, variable or section
  public KeyCatalog(Collection<? extends ConfigKey<?>> keys, Collection<ConfigRule> rules) {
    this.keys = List.copyOf(keys);
    this.rules = List.copyOf(rules);
    for (ConfigKey<?> key : keys) {
      claim(key.name(), new Claim(key, false));
      key.aliases().forEach(alias -> claim(byFlag, alias, new Claim(key, false)));
      if (key.secret()) {
        claim(key.name() + "-file", new Claim(key, true));
      }
    }
    byName.forEach(this::requireNoKeyAsSection);
  }

  /// Returns a catalog with the keys and rules of this and the other.
  public KeyCatalog with(KeyCatalog other) {
    List<ConfigKey<?>> allKeys = new ArrayList<>(keys);
    allKeys.addAll(other.keys);
    List<ConfigRule> allRules = new ArrayList<>(rules);
    allRules.addAll(other.rules);
    return new KeyCatalog(allKeys, allRules);
  }

  /// Returns the keys in the order in which they were declared.
  public List<ConfigKey<?>> keys() {
    return keys;
  }

  List<ConfigRule> rules() {
    return rules;
  }

  @Nullable Claim named(String name) {
    return byName.get(name);
  }

  @Nullable Claim flag(String name) {
    return byFlag.get(name);
  }

  @Nullable Claim environment(String name) {
    return byEnvironment.get(name);
  }

  Set<String> names() {
    return byName.keySet();
  }

  /// Returns the names of keys and of the sections around them.
  Set<String> namesAndSections() {
    Set<String> all = new TreeSet<>(byName.keySet());
    for (String name : byName.keySet()) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        all.add(name.substring(0, dot));
      }
    }
    return all;
  }

  Set<String> flags() {
    return byFlag.keySet();
  }

  Set<String> environmentNames() {
    return byEnvironment.keySet();
  }

  boolean section(String name) {
    String prefix = name + ".";
    return byName.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  private void claim(String name, Claim claim) {
    claim(byName, name, claim);
    claim(byFlag, name, claim);
    claim(byEnvironment, ConfigKey.environmentName(name), claim);
  }

  private static void claim(Map<String, Claim> claims, String name, Claim claim) {
    Claim other = claims.putIfAbsent(name, claim);
    if (other != null) {
      throw new IllegalArgumentException(
          "%s is claimed by the keys %s and %s".formatted(name, other.key(), claim.key()));
    }
  }

  private void requireNoKeyAsSection(String name, Claim claim) {
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (byName.containsKey(name.substring(0, dot))) {
        throw new IllegalArgumentException(
            "%s is a key and the section of %s".formatted(name.substring(0, dot), claim.key()));
      }
    }
  }
}
