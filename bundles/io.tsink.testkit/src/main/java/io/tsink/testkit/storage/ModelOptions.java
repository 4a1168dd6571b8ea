package io.tsink.testkit.storage;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.StoreOptions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Settings as a store shows them.
record ModelOptions(StorageSettings settings) implements StoreOptions {
  @Override
  public TimestampPrecision precision() {
    return settings.precision();
  }

  @Override
  public @Nullable Duration retention() {
    return settings.retention();
  }

  @Override
  public @Nullable Duration futureSkew() {
    return settings.futureSkew();
  }

  @Override
  public Map<String, String> asMap() {
    var map = new TreeMap<String, String>();
    map.put("precision", precision().symbol());
    map.put("retention", text(retention()));
    map.put("future-skew", text(futureSkew()));
    return map;
  }

  private static String text(@Nullable Duration duration) {
    return duration == null ? "off" : duration.toString();
  }
}
