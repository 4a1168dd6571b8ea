package io.tsink.ingest.osgi;

import io.tsink.api.store.Storage;
import io.tsink.ingest.IngestOptions;
import io.tsink.ingest.IngestService;
import io.tsink.spi.ingest.Protocol;
import io.tsink.telemetry.MetricRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/// Offers an [IngestService] over the store and feeds its catalogue with services.
///
/// A property `protocol.NAME.OPTION` of the PID `io.tsink.ingest` sets an option of a protocol.
@Component(
    service = {},
    immediate = true,
    configurationPid = {"io.tsink.http", "io.tsink.ingest"})
public final class IngestComponent {
  private static final String OPTION_PREFIX = "protocol.";

  /// The properties of both PIDs.
  @interface Config {
    long swap_deadline_ms() default 10_000;
  }

  private final IngestService service;
  private final ServiceRegistration<IngestService> registration;

  @Activate
  public IngestComponent(
      BundleContext context,
      Config config,
      Map<String, Object> properties,
      @Reference Storage storage,
      @Reference MetricRegistry metrics) {
    IngestOptions options =
        IngestOptions.DEFAULTS.withSwapDeadline(Duration.ofMillis(config.swap_deadline_ms()));
    service =
        new IngestService(storage, options, InstantSource.system(), metrics.scope("tsink_ingest"));
    optionsOfProtocols(properties)
        .forEach((protocol, given) -> service.catalog().configure(protocol, given));
    registration = context.registerService(IngestService.class, service, null);
  }

  static Map<String, Map<String, Object>> optionsOfProtocols(Map<String, Object> properties) {
    var options = new HashMap<String, Map<String, Object>>();
    properties.forEach(
        (key, value) -> {
          int dot = key.lastIndexOf('.');
          if (key.startsWith(OPTION_PREFIX) && dot > OPTION_PREFIX.length()) {
            options
                .computeIfAbsent(key.substring(OPTION_PREFIX.length(), dot), _ -> new HashMap<>())
                .put(key.substring(dot + 1), value);
          }
        });
    return options;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindProtocol(Protocol protocol, Map<String, Object> properties) {
    Object ranking = properties.get(Constants.SERVICE_RANKING);
    service.catalog().bind(protocol, ranking instanceof Integer number ? number : 0);
  }

  void unbindProtocol(Protocol protocol) {
    service.catalog().unbind(protocol);
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    service.close();
  }
}
