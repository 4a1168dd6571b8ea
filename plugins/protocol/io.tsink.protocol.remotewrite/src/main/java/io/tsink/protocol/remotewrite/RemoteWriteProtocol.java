package io.tsink.protocol.remotewrite;

import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolInstance;
import io.tsink.spi.option.Option;
import io.tsink.spi.option.OptionSchema;
import org.osgi.service.component.annotations.Component;

/// The service: remote write of Prometheus and of everything that speaks like it.
@Component(
    service = Protocol.class,
    property = {"tsink.name=remote-write", "tsink.version=1.0.0"})
public final class RemoteWriteProtocol implements Protocol {
  static final Option<Long> MAX_BODY =
      Option.size("max-request-size", 1024, 1L << 30)
          .defaultsTo(32L << 20)
          .describedAs("Largest body as it is sent, in the snappy format.");

  private static final OptionSchema OPTIONS = OptionSchema.of(MAX_BODY);

  /// For the service loaders.
  public RemoteWriteProtocol() {}

  @Override
  public String name() {
    return "remote-write";
  }

  @Override
  public OptionSchema options() {
    return OPTIONS;
  }

  @Override
  public ProtocolInstance open(IngestHost host) {
    return new RemoteWrite(host);
  }
}
