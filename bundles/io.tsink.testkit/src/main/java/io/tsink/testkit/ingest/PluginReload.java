package io.tsink.testkit.ingest;

import io.tsink.spi.ingest.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;

/// Loads a plugin a second time, as a framework does, and looks whether it goes again.
final class PluginReload {
  private static final int ATTEMPTS = 50;

  private PluginReload() {}

  /// Loads the package of a service again, uses the service and asserts that its class loader is
  /// collected afterwards.
  static void assertCollected(Class<? extends Protocol> type, Consumer<Protocol> use)
      throws ReflectiveOperationException {
    WeakReference<ClassLoader> loader = used(type, use);
    for (int i = 0; i < ATTEMPTS; i++) {
      System.gc();
      if (loader.refersTo(null)) {
        return;
      }
      // what is collected next time may be what holds it now
      var _ = new byte[1 << 20];
    }
    throw new AssertionError("the class loader of %s is still held".formatted(type.getName()));
  }

  private static WeakReference<ClassLoader> used(
      Class<? extends Protocol> type, Consumer<Protocol> use) throws ReflectiveOperationException {
    var loader = new PackageLoader(type);
    Class<?> again = loader.loadClass(type.getName());
    if (again == type) {
      throw new AssertionError("%s was not loaded again".formatted(type));
    }
    use.accept((Protocol) again.getConstructor().newInstance());
    return new WeakReference<>(loader);
  }

  /// Loads the classes of one package itself and leaves all others to its parent.
  private static final class PackageLoader extends ClassLoader {
    private final String prefix;

    PackageLoader(Class<?> type) {
      super(type.getClassLoader());
      this.prefix = type.getPackageName() + ".";
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(prefix)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
