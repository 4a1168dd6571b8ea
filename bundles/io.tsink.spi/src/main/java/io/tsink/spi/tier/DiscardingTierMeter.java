package io.tsink.spi.tier;

/// See [TierMeter#discarding].
enum DiscardingTierMeter implements TierMeter {
  INSTANCE;

  @Override
  public void request(Operation operation, Price price, long bytes, long nanos, boolean failed) {}

  @Override
  public void retry(Operation operation) {}
}
