package io.tsink.engine.osgi;

import io.tsink.api.store.Storage;
import io.tsink.engine.Engine;
import io.tsink.engine.EngineCodecs;
import io.tsink.engine.EngineOptions;
import io.tsink.spi.codec.BoolCodec;
import io.tsink.spi.codec.BytesCodec;
import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.HistogramCodec;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.PayloadFilter;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/// Offers an [Engine] as the `Storage` of the server, at once: the store is read back in the
/// background.
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.tsink.engine",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EngineComponent {
  /// How long a codec that leaves is waited for.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EngineCodecs codecs = EngineCodecs.plain();
  private final EngineOptions options;
  private @Nullable Engine engine;
  private @Nullable ServiceRegistration<Storage> registration;

  @Activate
  public EngineComponent(EngineConfig config) {
    options = EngineConfigs.options(config);
  }

  /// Opens the engine, once the codecs that are there are bound.
  @Activate
  void open(BundleContext context) {
    Engine opened = Engine.open(options, codecs);
    engine = opened;
    registration = context.registerService(Storage.class, opened, null);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindLongCodec(LongCodec codec, Map<String, Object> properties) {
    bind(codec, properties);
  }

  void unbindLongCodec(LongCodec codec) {
    unbind(codec);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindDoubleCodec(DoubleCodec codec, Map<String, Object> properties) {
    bind(codec, properties);
  }

  void unbindDoubleCodec(DoubleCodec codec) {
    unbind(codec);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindBoolCodec(BoolCodec codec, Map<String, Object> properties) {
    bind(codec, properties);
  }

  void unbindBoolCodec(BoolCodec codec) {
    unbind(codec);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindBytesCodec(BytesCodec codec, Map<String, Object> properties) {
    bind(codec, properties);
  }

  void unbindBytesCodec(BytesCodec codec) {
    unbind(codec);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindHistogramCodec(HistogramCodec codec, Map<String, Object> properties) {
    bind(codec, properties);
  }

  void unbindHistogramCodec(HistogramCodec codec) {
    unbind(codec);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindPayloadFilter(PayloadFilter filter, Map<String, Object> properties) {
    bind(filter, properties);
  }

  void unbindPayloadFilter(PayloadFilter filter) {
    unbind(filter);
  }

  private void bind(Codec codec, Map<String, Object> properties) {
    Object ranking = properties.get(Constants.SERVICE_RANKING);
    codecs.bind(codec, ranking instanceof Integer number ? number : 0);
  }

  private void unbind(Codec codec) {
    codecs.unbind(codec, PATIENCE);
  }

  @Deactivate
  void close() {
    if (registration != null) {
      registration.unregister();
    }
    if (engine != null) {
      engine.close();
    }
  }
}
