package io.tsink.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.CodecSelfTest;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loads a codec's classes again and again, as a bundle that is replaced does.
final class Reloads {

  private Reloads() {}

  /// Fails unless all class loaders are collected after the codec was used and dropped.
  static void requireCollected(Class<?> codec, int times) throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      loaders.add(useOnce(codec));
    }
    for (int i = 0; i < 50 && loaders.stream().anyMatch(loader -> loader.get() != null); i++) {
      System.gc();
    }
    assertThat(loaders.stream().filter(loader -> loader.get() != null)).isEmpty();
  }

  private static WeakReference<ClassLoader> useOnce(Class<?> codec) throws Exception {
    URL place = codec.getProtectionDomain().getCodeSource().getLocation();
    try (OwnPackageLoader loader = new OwnPackageLoader(place, codec)) {
      Class<?> again = loader.loadClass(codec.getName());
      assertThat(again).isNotSameAs(codec);
      Codec instance = (Codec) again.getConstructor().newInstance();
      assertThat(CodecSelfTest.fault(instance)).isNull();
      return new WeakReference<>(loader);
    }
  }

  /// Loads the codec's own package itself and leaves the rest to the parent.
  private static final class OwnPackageLoader extends URLClassLoader {

    private final String prefix;

    OwnPackageLoader(URL place, Class<?> codec) throws IOException {
      super(new URL[] {place}, codec.getClassLoader());
      prefix = codec.getPackageName() + ".";
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(prefix)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        @Nullable Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
