package io.tsink.itests.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/// A program that starts the framework without a bundle, says so, and ends.
final class BareFelix {
  static final String STARTED = "bare framework started";

  private BareFelix() {}

  /// Starts the framework in the folder that is given.
  public static void main(String[] arguments) throws Exception {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, Path.of(arguments[0]).toString()));
    framework.start();
    System.out.println(STARTED);
    framework.stop();
    var _ = framework.waitForStop(0);
  }
}
