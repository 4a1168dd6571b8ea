package io.tsink.spi.tier;

import io.tsink.spi.option.OptionSchema;
import io.tsink.spi.option.Options;
import org.osgi.annotation.versioning.ConsumerType;

/// A type of tier back end: the service that a plugin registers. Stateless and thread-safe.
///
/// Implementations have a public constructor without arguments that does no work, are registered
/// with `@Component` and in `META-INF/services`, and carry the service properties `tsink.name` (the
/// type) and `tsink.version`.
@ConsumerType
public interface TierBackendFactory {

  /// Returns the name by which a configuration asks for this type: lower-case words joined by `-`,
  /// for example `disk`.
  String type();

  /// Returns the options that [#open] reads.
  OptionSchema options();

  /// Opens a back end. Contacts nothing: whether the place can be used is found out by
  /// [TierBackend#probe].
  ///
  /// @param options read with [#options]
  /// @throws TierException of kind [TierException.Kind#INVALID] when the options contradict each
  ///     other
  TierBackend open(TierHost host, Options options);
}
