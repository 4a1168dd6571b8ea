package io.tsink.spi.host;

import org.osgi.annotation.versioning.ProviderType;

/// Where one plugin instance says how it is. An instance starts as well. Thread-safe; never blocks.
///
/// Shown to operators, in the support bundle and in alarms: never put a secret or the text of a
/// request into it.
@ProviderType
public interface Health {

  /// Says that all is well.
  void ok();

  /// Says that the instance works, but not as it should.
  ///
  /// @param code stable, lower-case words joined by `-`, for example `token-file-unreadable`
  /// @param cause what was found and what was expected, one sentence
  /// @param remedy what a human can do, one sentence
  void degraded(String code, String cause, String remedy);

  /// Returns a health that forgets everything, for use without a host.
  static Health discarding() {
    return DiscardingHealth.INSTANCE;
  }
}
