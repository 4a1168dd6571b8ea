package io.tsink.launcher;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/// Packed into bundles of [PlatformTest]: says, through the service of a role, how it was started,
/// or throws.
public final class ProbeActivator implements BundleActivator {
  static final String THROW = "Probe-Throw";

  @Override
  @SuppressWarnings("rawtypes") // the framework finds services by their raw class
  public void start(BundleContext context) throws Exception {
    String complaint = context.getBundle().getHeaders().get(THROW);
    if (complaint != null) {
      throw new IllegalStateException(complaint);
    }
    Collection<ServiceReference<Consumer>> found =
        context.getServiceReferences(Consumer.class, "(tsink.role=ready)");
    for (ServiceReference<Consumer> reference : List.copyOf(found)) {
      say(context.getService(reference), started(context));
    }
  }

  @Override
  public void stop(BundleContext context) {}

  private static String started(BundleContext context) {
    String loader = String.valueOf(Thread.currentThread().getContextClassLoader());
    boolean configured =
        context.getServiceReference("org.osgi.service.cm.ConfigurationAdmin") != null;
    return "configured=%s isolated=%s".formatted(configured, !loader.contains("AppClassLoader"));
  }

  @SuppressWarnings("unchecked") // the launcher offers consumers of text
  private static void say(Consumer<?> consumer, String text) {
    ((Consumer<String>) consumer).accept(text);
  }
}
