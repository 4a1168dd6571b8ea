package io.tsink.engine.recovery;

/// Is told how far an opening is, and may stop it. Thread-safe.
public interface RecoveryProgress {
  /// Tells how far.
  ///
  /// @param phase the one that is under way
  /// @param done from 0 to 1, or −1 when unknown
  void at(Phase phase, double done);

  /// Returns if the opening should go on.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `SHUTTING_DOWN` otherwise
  void check();
}
