package io.tsink.api.store;

/// How many replicas take part in an operation. A single node ignores it.
public enum Consistency {
  ONE,
  QUORUM,
  ALL
}
