package io.tsink.testkit.storage;

import io.tsink.api.Labels;

/// Series that the contract writes to.
final class Series {
  static final Labels A = Labels.of("__name__", "requests", "job", "a", "path", "/");
  static final Labels B = Labels.of("__name__", "requests", "job", "b", "path", "/x");
  static final Labels C = Labels.of("__name__", "temperature", "room", "küche");

  private Series() {}
}
