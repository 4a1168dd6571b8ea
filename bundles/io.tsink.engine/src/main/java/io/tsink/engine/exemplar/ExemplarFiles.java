package io.tsink.engine.exemplar;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.SmallFile;
import io.tsink.engine.io.StoreFiles;
import java.nio.file.Path;
import java.util.List;

/// Saves and loads exemplars and metadata; the package describes the files. Confined.
public final class ExemplarFiles {
  private static final FileFrame EXEMPLARS = new FileFrame("TSEX", 1);
  private static final FileFrame METADATA = new FileFrame("TSMD", 1);
  private static final int LEAST_EXEMPLAR_BYTES = Integer.BYTES + 3 * Long.BYTES + 1;
  private static final int LEAST_ENTRY_BYTES = 5;
  private static final MetricMetadata.Type[] TYPES = MetricMetadata.Type.values();

  private final SmallFile exemplarFile;
  private final SmallFile metadataFile;

  /// @param directory of the store
  public ExemplarFiles(StoreFiles files, Path directory) {
    this.exemplarFile = new SmallFile(files, directory.resolve("exemplars"), EXEMPLARS);
    this.metadataFile = new SmallFile(files, directory.resolve("metadata"), METADATA);
  }

  /// Replaces both files; they are durable on return.
  ///
  /// @param position in the log up to which everything is in the stores
  public void save(ExemplarStore exemplars, MetadataStore metadata, long position) {
    exemplarFile.save(position, encode(exemplars.all()));
    metadataFile.save(position, encodeMetadata(metadata.all()));
  }

  private static FrameBuffer encode(List<StoredExemplar> all) {
    var buffer = new FrameBuffer();
    buffer.putVar(all.size());
    for (StoredExemplar one : all) {
      buffer.putInt(one.seriesId());
      buffer.putLong(one.time());
      buffer.putDouble(one.exemplar().value());
      buffer.putLong(one.sequence());
      buffer.putLabels(one.exemplar().labels());
    }
    return buffer;
  }

  private static FrameBuffer encodeMetadata(List<MetricMetadata> all) {
    var buffer = new FrameBuffer();
    buffer.putVar(all.size());
    for (MetricMetadata entry : all) {
      buffer.putLabels(entry.scope());
      putText(buffer, entry.family());
      buffer.putByte(entry.type().ordinal());
      putText(buffer, entry.help());
      putText(buffer, entry.unit());
    }
    return buffer;
  }

  private static void putText(FrameBuffer buffer, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    buffer.putBlock(utf8, 0, utf8.length);
  }

  /// Adds what the files hold; nothing when there are none.
  ///
  /// @param commit a number that every view sees
  /// @throws StorageException `CORRUPTION` or `IO`
  public void load(ExemplarStore exemplars, MetadataStore metadata, long commit) {
    exemplarFile.load(
        (_, cursor) -> {
          int count = cursor.getCount(LEAST_EXEMPLAR_BYTES);
          for (int i = 0; i < count; i++) {
            int seriesId = cursor.getInt();
            long time = cursor.getLong();
            double value = cursor.getDouble();
            long sequence = cursor.getLong();
            Labels labels = cursor.getLabels();
            exemplars.add(seriesId, new Exemplar(labels, value, time), sequence, commit);
          }
        });
    metadataFile.load(
        (_, cursor) -> {
          int count = cursor.getCount(LEAST_ENTRY_BYTES);
          for (int i = 0; i < count; i++) {
            Labels scope = cursor.getLabels();
            String family = cursor.getText();
            MetricMetadata.Type type = TYPES[cursor.getIndex(TYPES.length, "metric type")];
            String help = cursor.getText();
            metadata.add(new MetricMetadata(scope, family, type, help, cursor.getText()), commit);
          }
        });
  }
}
