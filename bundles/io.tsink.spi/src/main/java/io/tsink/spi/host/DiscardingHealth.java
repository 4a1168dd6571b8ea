package io.tsink.spi.host;

/// See [Health#discarding].
enum DiscardingHealth implements Health {
  INSTANCE;

  @Override
  public void ok() {}

  @Override
  public void degraded(String code, String cause, String remedy) {}
}
