package io.tsink.auth.token;

/// Where a list of tokens comes from. Thread-safe.
interface TokenSource extends AutoCloseable {

  /// Sees to it that the list is fresh enough. Waits only while there has been no list at all.
  ///
  /// @param remainingNanos how long to wait at most
  void prepare(long remainingNanos);

  @Override
  void close();
}
