package io.tsink.api.store;

import io.tsink.api.TimestampPrecision;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/// What a store was opened with. Immutable.
@ProviderType
public interface StoreOptions {
  TimestampPrecision precision();

  /// Age at which samples expire, null when they are kept for ever.
  @Nullable Duration retention();

  /// How far ahead of the clock a sample may be, null for any distance.
  @Nullable Duration futureSkew();

  /// Every option by the name it has in the configuration, as text.
  Map<String, String> asMap();
}
