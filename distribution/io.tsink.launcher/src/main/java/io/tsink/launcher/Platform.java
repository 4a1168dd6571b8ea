package io.tsink.launcher;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.feature.ID;

/// The OSGi framework with the bundles of a feature set.
///
/// The order is install, resolve, start level 1 (logging and ConfigurationAdmin), configurations,
/// all further levels: a component sees its configuration the first time it is activated.
final class Platform {
  /// The start level of a running server. Bundles that are dropped in have levels of their own.
  static final int LAST_LEVEL = 100;

  private static final String CONFIGURATION_ADMIN = "org.osgi.service.cm.ConfigurationAdmin";

  private final Framework framework;
  private final FeatureSet features;
  private final List<Bundle> bundles = new ArrayList<>();
  private final Map<Bundle, Throwable> failures = new ConcurrentHashMap<>();

  private Platform(Framework framework, FeatureSet features) {
    this.framework = framework;
    this.features = features;
  }

  /// Creates the framework and installs the bundles; nothing runs yet.
  ///
  /// @param cache folder of the framework, cleared first
  /// @param properties framework properties beside those of the features
  static Platform install(
      Installation installation, FeatureSet features, Path cache, Map<String, String> properties)
      throws LaunchException {
    Map<String, String> all = new HashMap<>(features.frameworkProperties());
    all.putAll(properties);
    all.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    all.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    all.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "1");
    // Bundles look for service providers through the thread's context loader, and every thread of
    // the framework inherits it; they must not find those of the launcher's class path.
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    FrameworkFactory factory =
        ServiceLoader.load(FrameworkFactory.class, Platform.class.getClassLoader())
            .findFirst()
            .orElseThrow(() -> new LaunchException("no OSGi framework in lib/"));
    Platform platform = new Platform(factory.newFramework(all), features);
    platform.install(installation);
    return platform;
  }

  private void install(Installation installation) throws LaunchException {
    try {
      framework.init();
      context().addFrameworkListener(this::remember);
    } catch (BundleException e) {
      throw new LaunchException("the OSGi framework does not start: " + reason(e), e);
    }
    List<String> problems = new ArrayList<>();
    for (Map.Entry<ID, Integer> entry : features.bundles().entrySet()) {
      Path file = installation.file(entry.getKey());
      if (!Files.isRegularFile(file)) {
        problems.add("%s: no such file, needed as %s".formatted(file, entry.getKey()));
        continue;
      }
      try {
        Bundle bundle = context().installBundle("reference:" + file.toUri());
        bundle.adapt(BundleStartLevel.class).setStartLevel(entry.getValue());
        bundles.add(bundle);
      } catch (BundleException e) {
        problems.add("%s: not a bundle: %s".formatted(file, reason(e)));
      }
    }
    if (!problems.isEmpty()) {
      throw new LaunchException(String.join("\n", problems));
    }
  }

  /// Starts the framework at level 1 and resolves every bundle.
  ///
  /// @throws LaunchException with a reason for each bundle that does not resolve
  void resolve() throws LaunchException {
    try {
      framework.start();
    } catch (BundleException e) {
      throw new LaunchException("the OSGi framework does not start: " + reason(e), e);
    }
    if (framework.adapt(FrameworkWiring.class).resolveBundles(bundles)) {
      return;
    }
    List<String> problems = new ArrayList<>();
    for (Bundle bundle : bundles) {
      if (bundle.getState() == Bundle.INSTALLED) {
        problems.add("%s does not resolve: %s".formatted(named(bundle), whyUnresolved(bundle)));
      }
    }
    throw new LaunchException(String.join("\n", problems));
  }

  /// Only an attempt to start a bundle tells why it does not resolve.
  private static String whyUnresolved(Bundle bundle) {
    try {
      bundle.adapt(BundleStartLevel.class).setStartLevel(1);
      bundle.start(Bundle.START_TRANSIENT);
      return "the framework gives no reason";
    } catch (BundleException e) {
      return reason(e);
    }
  }

  /// Starts every bundle: level 1, then the configurations, then the rest.
  ///
  /// @param configurations properties by PID, in place of the features' where both name a property
  /// @param started told from another thread when the last level is reached
  void start(Map<String, Map<String, Object>> configurations, Runnable started)
      throws LaunchException {
    for (Bundle bundle : bundles) {
      if (fragment(bundle)) {
        continue;
      }
      try {
        bundle.start();
      } catch (BundleException e) {
        failures.put(bundle, e);
      }
    }
    requireActive(failures.keySet());
    configure(merged(configurations));
    framework
        .adapt(FrameworkStartLevel.class)
        .setStartLevel(
            LAST_LEVEL,
            event -> {
              if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                started.run();
              }
            });
  }

  /// @throws LaunchException with a reason for each bundle of the features that does not run
  void requireAllActive() throws LaunchException {
    requireActive(bundles);
  }

  private void requireActive(Collection<Bundle> wanted) throws LaunchException {
    List<String> problems = new ArrayList<>();
    for (Bundle bundle : wanted) {
      if (!fragment(bundle) && bundle.getState() != Bundle.ACTIVE) {
        Throwable failure = failures.get(bundle);
        problems.add(
            "%s does not start: %s"
                .formatted(named(bundle), failure == null ? "no reason given" : reason(failure)));
      }
    }
    if (!problems.isEmpty()) {
      throw new LaunchException(String.join("\n", problems));
    }
  }

  /// Offers a service that components pass a text to.
  @SuppressWarnings("JdkObsolete") // OSGi's properties are a Dictionary
  void offer(String role, Consumer<String> consumer) {
    var _ =
        context()
            .registerService(Consumer.class, consumer, new Hashtable<>(Map.of("tsink.role", role)));
  }

  /// Returns what keeps components from running.
  Components components() {
    return Components.of(
        service(Components.RUNTIME),
        bundles.stream().map(Bundle::getBundleId).collect(Collectors.toSet()));
  }

  int bundleCount() {
    return bundles.size();
  }

  /// Stops every bundle in the reverse order of its start.
  ///
  /// @return whether that was done in time
  boolean stop(Duration timeout) {
    try {
      framework.stop();
      FrameworkEvent event = framework.waitForStop(timeout.toMillis());
      return event.getType() != FrameworkEvent.WAIT_TIMEDOUT;
    } catch (BundleException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void remember(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR && event.getThrowable() != null) {
      failures.put(event.getBundle(), event.getThrowable());
    }
  }

  private Map<String, Map<String, Object>> merged(Map<String, Map<String, Object>> configurations) {
    Map<String, Map<String, Object>> merged = new HashMap<>();
    features.configurations().forEach((pid, values) -> merged.put(pid, new HashMap<>(values)));
    configurations.forEach(
        (pid, values) -> merged.computeIfAbsent(pid, _ -> new HashMap<>()).putAll(values));
    return merged;
  }

  /// ConfigurationAdmin is called reflectively: its types come from a bundle, and the same types on
  /// the launcher's class path would be different ones.
  @SuppressWarnings("JdkObsolete") // OSGi's properties are a Dictionary
  private void configure(Map<String, Map<String, Object>> configurations) throws LaunchException {
    Object admin = service(CONFIGURATION_ADMIN);
    if (admin == null) {
      throw new LaunchException("no ConfigurationAdmin at start level 1");
    }
    try {
      Class<?> type = admin.getClass().getClassLoader().loadClass(CONFIGURATION_ADMIN);
      Method plain = type.getMethod("getConfiguration", String.class, String.class);
      Method factory =
          type.getMethod("getFactoryConfiguration", String.class, String.class, String.class);
      for (Map.Entry<String, Map<String, Object>> entry : configurations.entrySet()) {
        int tilde = entry.getKey().indexOf('~');
        String pid = tilde < 0 ? entry.getKey() : entry.getKey().substring(0, tilde);
        Object configuration =
            tilde < 0
                ? plain.invoke(admin, pid, "?")
                : factory.invoke(admin, pid, entry.getKey().substring(tilde + 1), "?");
        Object _ =
            plain
                .getReturnType()
                .getMethod("update", Dictionary.class)
                .invoke(configuration, new Hashtable<>(entry.getValue()));
      }
    } catch (InvocationTargetException e) {
      throw new LaunchException("a configuration is refused: " + reason(e), e);
    } catch (ReflectiveOperationException e) {
      throw new LaunchException("ConfigurationAdmin has another shape: " + reason(e), e);
    }
  }

  /// A service by the name of its type, whatever class loader the type comes from.
  private @Nullable Object service(String type) {
    try {
      ServiceReference<?>[] found = context().getAllServiceReferences(type, null);
      return found == null ? null : context().getService(found[0]);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("no filter was given", e);
    }
  }

  private BundleContext context() {
    return framework.getBundleContext();
  }

  private static boolean fragment(Bundle bundle) {
    return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }

  private static String named(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    Throwable cause = failure.getCause();
    String own = message == null ? failure.getClass().getName() : message;
    return cause == null ? own : own + " (" + reason(cause) + ")";
  }
}
