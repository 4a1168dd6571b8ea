package io.tsink.protocol.exposition;

import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolInstance;
import io.tsink.spi.option.Option;
import io.tsink.spi.option.OptionSchema;
import org.osgi.service.component.annotations.Component;

/// The service: import of Prometheus text and OpenMetrics.
@Component(
    service = Protocol.class,
    property = {"tsink.name=text-import", "tsink.version=1.0.0"})
public final class ExpositionProtocol implements Protocol {
  static final Option<Long> MAX_BODY =
      Option.size("max-request-size", 1024, 1L << 50)
          .defaultsTo(1L << 30)
          .describedAs("Largest text, after compression is undone. It is never held in memory.");

  static final Option<Long> MAX_LINE =
      Option.size("max-line-size", 1024, 64L << 20)
          .defaultsTo(1L << 20)
          .describedAs("Longest line; a longer one is refused and the next one is read.");

  private static final OptionSchema OPTIONS = OptionSchema.of(MAX_BODY, MAX_LINE);

  /// For the service loaders.
  public ExpositionProtocol() {}

  @Override
  public String name() {
    return "text-import";
  }

  @Override
  public OptionSchema options() {
    return OPTIONS;
  }

  @Override
  public ProtocolInstance open(IngestHost host) {
    return new Exposition(host);
  }
}
