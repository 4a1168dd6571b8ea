package io.tsink.api.store;

import org.osgi.annotation.versioning.ConsumerType;

/// An aggregation of one's own over decoded byte strings. Called by one thread at a time.
///
/// @param <T> what a value is
@ConsumerType
@FunctionalInterface
public interface BytesFold<T> {
  /// Adds a value to what was folded so far.
  ///
  /// @param folded the first value, or what the call before returned
  /// @param next by rising time
  T fold(T folded, T next);
}
