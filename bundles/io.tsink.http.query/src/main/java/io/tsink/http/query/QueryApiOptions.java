package io.tsink.http.query;

import java.time.Duration;

/// The limits of the API. Immutable.
///
/// @param timeout time after which a query is stopped; a request may ask for less
/// @param maxSamples samples that a query may hold at once
/// @param maxConcurrency queries evaluated at once; more wait
/// @param lookback how far back an instant looks for the latest sample
/// @param version of the product
public record QueryApiOptions(
    Duration timeout, long maxSamples, int maxConcurrency, Duration lookback, String version) {
  /// The defaults of the server.
  public static final QueryApiOptions DEFAULTS =
      new QueryApiOptions(Duration.ofMinutes(2), 50_000_000, 20, Duration.ofMinutes(5), "unknown");
}
