package io.tsink.engine;

import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.spi.codec.BoolCodec;
import io.tsink.spi.codec.BytesCodec;
import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.HistogramCodec;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.PayloadFilter;
import java.time.Duration;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The codecs that engines have at hand; the plain ones of the engine are always there.
/// Thread-safe.
public final class EngineCodecs {
  private static final Logger log = LoggerFactory.getLogger(EngineCodecs.class);
  private static final List<Class<? extends Codec>> TYPES =
      List.of(
          LongCodec.class,
          DoubleCodec.class,
          BoolCodec.class,
          BytesCodec.class,
          HistogramCodec.class,
          PayloadFilter.class);

  private final CodecCatalog catalog = new CodecCatalog();

  /// The plain codecs alone.
  public static EngineCodecs plain() {
    return new EngineCodecs();
  }

  /// The codecs that a class loader finds as services. One that cannot be loaded or fails its
  /// self-test is left out and logged.
  public static EngineCodecs fromServiceLoader(ClassLoader loader) {
    var codecs = new EngineCodecs();
    TYPES.forEach(type -> codecs.bindAll(ServiceLoader.load(type, loader)));
    return codecs;
  }

  private void bindAll(ServiceLoader<? extends Codec> services) {
    services.stream()
        .forEach(
            provider -> {
              try {
                bind(provider.get(), 0);
              } catch (ServiceConfigurationError e) {
                log.warn("A codec could not be loaded: {}", e.getMessage());
              }
            });
  }

  /// Admits a codec once it has passed its self-test.
  ///
  /// @param ranking decides which of several codecs of one name writes; the highest does
  /// @return why it was not admitted, or null
  public @Nullable String bind(Codec codec, int ranking) {
    String fault = catalog.bind(codec, ranking);
    if (fault != null) {
      log.warn("Codec {} is not used: {}", codec.getClass().getName(), fault);
    }
    return fault;
  }

  /// Lets a codec go and waits until nobody works with it.
  ///
  /// @param patience longest wait
  /// @return whether nobody works with it any more
  public boolean unbind(Codec codec, Duration patience) {
    return catalog.unbind(codec, patience);
  }

  CodecCatalog catalog() {
    return catalog;
  }
}
