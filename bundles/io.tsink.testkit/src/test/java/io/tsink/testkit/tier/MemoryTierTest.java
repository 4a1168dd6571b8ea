package io.tsink.testkit.tier;

import io.tsink.spi.tier.TierBackend;
import io.tsink.spi.tier.TierKey;
import io.tsink.spi.tier.TierTrait;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;

class MemoryTierTest {

  @Nested
  class WithAllTraits extends TierBackendContract {
    private final MemoryTier.Place place = new MemoryTier.Place();

    @Override
    protected TierBackend open(FakeTierHost host) {
      return new MemoryTier(host, place);
    }

    @Override
    protected Set<TierTrait> lacks() {
      return EnumSet.of(TierTrait.MAPPABLE_PATH);
    }

    @Override
    protected boolean damage(TierKey key, Damage damage) {
      place.damage(key, damage);
      return true;
    }
  }

  @Nested
  class WithoutConditions extends TierBackendContract {
    private final MemoryTier.Place place =
        new MemoryTier.Place(TierTrait.CONDITIONAL_PUT, TierTrait.CONDITIONAL_MATCH);

    @Override
    protected TierBackend open(FakeTierHost host) {
      return new MemoryTier(host, place);
    }

    @Override
    protected Set<TierTrait> lacks() {
      return EnumSet.of(
          TierTrait.CONDITIONAL_PUT, TierTrait.CONDITIONAL_MATCH, TierTrait.MAPPABLE_PATH);
    }
  }
}
