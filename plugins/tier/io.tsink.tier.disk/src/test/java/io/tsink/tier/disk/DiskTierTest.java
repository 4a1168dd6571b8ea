package io.tsink.tier.disk;

import io.tsink.spi.tier.TierBackend;
import io.tsink.spi.tier.TierKey;
import io.tsink.testkit.tier.Damage;
import io.tsink.testkit.tier.FakeTierHost;
import io.tsink.testkit.tier.TierBackendContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class DiskTierTest extends TierBackendContract {
  @TempDir Path directory;

  @Override
  protected TierBackend open(FakeTierHost host) {
    DiskTierFactory factory = new DiskTierFactory();
    return factory.open(host, factory.options().read(Map.of("directory", directory)));
  }

  @Override
  protected boolean damage(TierKey key, Damage damage) throws IOException {
    DamagedFiles.damage(new DiskLayout(directory).object(key), damage);
    return true;
  }

  @Override
  protected boolean abandonUpload() throws IOException {
    Files.write(new DiskLayout(directory).newUpload(), new byte[100]);
    return true;
  }

  @Override
  protected boolean disconnect() throws IOException {
    Files.move(directory.resolve("objects"), directory.resolve("elsewhere"));
    Files.move(directory.resolve("uploads"), directory.resolve("elsewhere-too"));
    return true;
  }
}
