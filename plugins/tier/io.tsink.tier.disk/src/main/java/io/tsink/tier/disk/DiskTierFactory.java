package io.tsink.tier.disk;

import io.tsink.spi.option.Option;
import io.tsink.spi.option.OptionSchema;
import io.tsink.spi.option.Options;
import io.tsink.spi.tier.TierBackend;
import io.tsink.spi.tier.TierBackendFactory;
import io.tsink.spi.tier.TierHost;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;

/// Opens tier back ends that keep objects in a local directory. Stateless.
@Component(property = {"tsink.name=disk", "tsink.version=1"})
public final class DiskTierFactory implements TierBackendFactory {
  static final Option<Path> DIRECTORY =
      Option.path("directory")
          .describedAs(
              "Where objects are kept. Must exist; an empty one is set up at the first use. On a"
                  + " file system that is mounted, take a directory below the mount point.");

  private static final OptionSchema SCHEMA = OptionSchema.of(DIRECTORY);

  @Override
  public String type() {
    return "disk";
  }

  @Override
  public OptionSchema options() {
    return SCHEMA;
  }

  @Override
  public TierBackend open(TierHost host, Options options) {
    return new DiskTier(host, new DiskLayout(options.get(DIRECTORY)));
  }
}
