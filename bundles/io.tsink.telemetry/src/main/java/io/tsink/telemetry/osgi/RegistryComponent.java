package io.tsink.telemetry.osgi;

import io.tsink.telemetry.MetricRegistry;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/// Registers the one registry of the server.
@Component(
    service = {},
    immediate = true)
public final class RegistryComponent {
  private final ServiceRegistration<MetricRegistry> registration;

  @Activate
  public RegistryComponent(BundleContext context) {
    registration = context.registerService(MetricRegistry.class, new MetricRegistry(), null);
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
  }
}
