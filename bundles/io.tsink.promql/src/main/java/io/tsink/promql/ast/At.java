package io.tsink.promql.ast;

/// The moment an `@` modifier pins a selector to.
public sealed interface At {

  /// The start of the query.
  record Start() implements At {}

  /// The end of the query.
  record End() implements At {}

  /// A moment in seconds since the epoch.
  record Time(double seconds) implements At {}
}
