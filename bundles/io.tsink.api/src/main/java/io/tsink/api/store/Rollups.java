package io.tsink.api.store;

import io.tsink.api.Selection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/// Downsampling policies. A capability of the layer that materialises them.
@ProviderType
public interface Rollups {
  /// Adds a policy or replaces the one with its id.
  void put(Policy policy);

  /// Removes a policy; false when there is none.
  boolean remove(String id);

  List<Policy> policies();

  /// Materialises what is due, now.
  ///
  /// @return number of points written
  long runPass();

  /// What is downsampled, and how.
  ///
  /// @param aggregations names such as `sum` and `avg`
  /// @param resolution width of a bucket
  /// @param retention age at which rolled-up points expire, null for never
  record Policy(
      String id,
      Selection source,
      List<String> aggregations,
      Duration resolution,
      @Nullable Duration retention) {
    public Policy {
      aggregations = List.copyOf(aggregations);
    }
  }
}
