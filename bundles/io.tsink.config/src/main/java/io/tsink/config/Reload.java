package io.tsink.config;

/// What it takes for a changed value to come into force.
public enum Reload {
  /// The next reload of the configuration.
  LIVE("takes effect on reload"),
  /// A new instance of the plugin or component that owns the key.
  RESTART_PLUGIN("restarts its component on reload"),
  /// A new start of the process.
  RESTART("needs a restart");

  private final String sentence;

  Reload(String sentence) {
    this.sentence = sentence;
  }

  /// Returns the words that follow the key in documentation.
  public String sentence() {
    return sentence;
  }
}
