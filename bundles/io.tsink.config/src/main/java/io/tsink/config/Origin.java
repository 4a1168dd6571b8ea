package io.tsink.config;

import java.nio.file.Path;

/// Where a value came from. The order of the cases is the precedence, lowest first.
public sealed interface Origin {
  /// The key's own default, or the one the program chose.
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }

  /// A default that a plugin brought for a key of its host.
  record PluginDefault(String plugin) implements Origin {
    @Override
    public String toString() {
      return "plugin " + plugin;
    }
  }

  /// A place in the configuration file; line and column count from 1.
  record FileLine(Path file, int line, int column) implements Origin {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /// An environment variable.
  record Environment(String variable) implements Origin {
    @Override
    public String toString() {
      return variable;
    }
  }

  /// A flag of the command line, named as it was written.
  record Flag(String flag) implements Origin {
    @Override
    public String toString() {
      return "--" + flag;
    }
  }

  /// A value an administrator set at run time.
  record AdminOverride() implements Origin {
    @Override
    public String toString() {
      return "override";
    }
  }
}
