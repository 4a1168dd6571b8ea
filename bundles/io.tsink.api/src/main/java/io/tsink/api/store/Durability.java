package io.tsink.api.store;

/// How safe a committed batch is. A later constant includes those before it.
public enum Durability {
  /// In memory: gone when the process ends.
  VOLATILE,
  /// Handed to the operating system: survives the end of the process, not a loss of power.
  APPENDED,
  /// On stable storage.
  DURABLE
}
