package io.tsink.itests.felix;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.ingest.IngestService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public final class FelixIT {
  private static final String[] FEATURES = {"query", "admin", "remote-write", "text-import"};
  private static final String ENGINE = "io.tsink.engine";
  private static final String CODECS = "io.tsink.codec.floats";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int CHUNK = 100;
  private static final long BASE = System.currentTimeMillis() - 3_600_000;

  @Inject private BundleContext context;
  @Inject private ConfigurationAdmin configurations;

  /// What the archive ships decides what the framework holds.
  @Configuration
  public Option[] shipped() throws IOException {
    List<Option> options = new ArrayList<>();
    options.add(junitBundles());
    options.add(frameworkStartLevel(100));
    options.add(cleanCaches(true));
    options.add(
        systemProperty("tsink.itests.codecs").value(ShippedFeatures.bundle(CODECS).toString()));
    for (ShippedFeatures.Shipped each : ShippedFeatures.bundles(FEATURES)) {
      options.add(bundle(each.file().toUri().toString()).startLevel(each.startLevel()));
    }
    return options.toArray(Option[]::new);
  }

  @Test
  public void every_shipped_bundle_is_active() {
    List<String> others =
        Arrays.stream(context.getBundles())
            .filter(each -> each.getState() != Bundle.ACTIVE)
            .map(each -> each.getSymbolicName() + " is in state " + each.getState())
            .toList();

    assertEquals(List.of(), others);
    assertTrue(Arrays.stream(context.getBundles()).anyMatch(FelixIT::isHttp));
  }

  private static boolean isHttp(Bundle bundle) {
    return bundle.getSymbolicName().equals("io.tsink.http");
  }

  @Test
  public void a_store_and_what_needs_it_come_and_go_with_its_configuration() throws Exception {
    ServiceTracker<Storage, Storage> stores = track(Storage.class);
    ServiceTracker<IngestService, IngestService> ingest = track(IngestService.class);
    assertTrue(stores.isEmpty());
    assertTrue(ingest.isEmpty());

    configure();
    await(() -> !ingest.isEmpty());
    assertEquals(1, stores.size());

    configurations.getConfiguration(ENGINE, "?").delete();
    await(() -> ingest.isEmpty() && stores.isEmpty());
    stores.close();
    ingest.close();
  }

  @Test
  public void a_codec_is_swapped_while_the_store_works() throws Exception {
    ServiceTracker<Storage, Storage> stores = track(Storage.class);
    configure();
    Storage store = stores.waitForService(PATIENCE.toMillis());
    await(() -> store.status().isReady());
    double[] values = write(store, "first");
    assertArrayEquals(values, read(store, "first"), 0);
    Bundle codecs = bundleNamed(CODECS);

    codecs.uninstall();
    StorageException failure = assertThrows(StorageException.class, () -> read(store, "first"));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message, message.contains("F64"));
    write(store, "second");
    assertArrayEquals(values, read(store, "second"), 0);

    Bundle again = install();
    assertArrayEquals(values, read(store, "first"), 0);
    try (InputStream same = Files.newInputStream(codecFile())) {
      again.update(same);
    }
    assertArrayEquals(values, read(store, "first"), 0);
    write(store, "third");
    assertArrayEquals(values, read(store, "third"), 0);

    configurations.getConfiguration(ENGINE, "?").delete();
    await(stores::isEmpty);
    stores.close();
  }

  @SuppressWarnings("JdkObsolete") // OSGi's properties are a Dictionary
  private void configure() throws IOException {
    Path data = Files.createTempDirectory(Path.of("target"), "felix");
    configurations
        .getConfiguration(ENGINE, "?")
        .update(
            new Hashtable<>(
                Map.of("data.path", data.resolve("data").toString(), "chunk.points", CHUNK)));
  }

  private Bundle bundleNamed(String name) {
    return Arrays.stream(context.getBundles())
        .filter(each -> each.getSymbolicName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Bundle install() throws IOException, BundleException {
    try (InputStream bundle = Files.newInputStream(codecFile())) {
      Bundle installed = context.installBundle("codecs", bundle);
      installed.start();
      return installed;
    }
  }

  private static Path codecFile() {
    return Path.of(System.getProperty("tsink.itests.codecs"));
  }

  private <T> ServiceTracker<T, T> track(Class<T> type) {
    ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
    tracker.open();
    return tracker;
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue("not within " + PATIENCE, System.nanoTime() - end < 0);
      LockSupport.parkNanos(10_000_000);
    }
  }

  /// Writes several chunks of decimals, which the codecs for floats are the best at.
  private static double[] write(Storage store, String name) {
    double[] values = new double[5 * CHUNK];
    SampleBatch batch = new SampleBatch(store.options().precision());
    try (Appender appender = store.appender(AppendContext.local())) {
      int slot = batch.slot(appender.series(Labels.of(Labels.METRIC_NAME, name)));
      for (int i = 0; i < values.length; i++) {
        values[i] = (i * 7919 % 1009) / 100.0;
        int _ = batch.add(slot, BASE + i, values[i]);
      }
      long stored = appender.commit(batch, CommitOptions.defaults()).samples();
      assertEquals(values.length, stored);
    }
    return values;
  }

  private static double[] read(Storage store, String name) {
    double[] values = new double[5 * CHUNK];
    int count = 0;
    SelectHints hints = SelectHints.over(new TimeRange(BASE, BASE + values.length));
    try (Querier querier = store.querier(QueryContext.builder().build(), ReadOptions.defaults());
        SeriesSet series = querier.select(Selection.of(Matcher.metric(name)), hints)) {
      assertTrue(series.next());
      ChunkCursor cursor = series.samples();
      Block block = new Block();
      while (cursor.nextChunk()) {
        cursor.load(block);
        for (int i = block.from(); i < block.to(); i++) {
          values[count++] = block.number(i);
        }
      }
    }
    assertEquals(values.length, count);
    return values;
  }
}
