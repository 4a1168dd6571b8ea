package io.tsink.engine.series;

import io.tsink.api.ValueKind;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.series.v1.Run;
import io.tsink.engine.series.v1.RunName;
import io.tsink.engine.series.v1.RunWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes runs of the series of a registry that are in none. Confined to one use.
final class RunsWriter {

  private final StoreFiles files;
  private final Path directory;
  private final SeriesRegistry registry;
  private final int mostSeries;
  private final List<Run> made = new ArrayList<>();
  private final List<Series> withoutKind = new ArrayList<>();
  private long number;

  /// @param mostSeries of a run
  /// @param lastNumber the highest number of a run that is there
  RunsWriter(
      StoreFiles files, Path directory, SeriesRegistry registry, int mostSeries, long lastNumber) {
    this.files = files;
    this.directory = directory;
    this.registry = registry;
    this.mostSeries = mostSeries;
    this.number = lastNumber;
  }

  /// Writes them; the registry has them afterwards. They belong to the catalogue once a full file
  /// names them.
  void write() throws IOException {
    List<Series> outside = new ArrayList<>();
    for (Series series : registry.outsideOfRuns()) {
      if (!registry.isInRun(series.id())) {
        outside.add(series);
      }
    }
    for (int from = 0; from < outside.size(); ) {
      from = write(outside, from);
    }
    registry.addRuns(made);
    registry.catchUp(made, withoutKind);
  }

  private int write(List<Series> outside, int from) throws IOException {
    RunName name = new RunName(number + 1);
    int next = from;
    try (RunWriter writer = RunWriter.create(files, directory, name)) {
      while (next < outside.size() && writer.count() < mostSeries && !writer.full()) {
        Series series = outside.get(next++);
        ValueKind kind = series.kind();
        if (kind == null) {
          withoutKind.add(series);
        }
        writer.series(series.id(), kind, series.identityHash(), series.labels());
      }
      writer.publish();
    }
    number++;
    made.add(Run.open(files, directory, name));
    return next;
  }

  boolean any() {
    return !made.isEmpty();
  }

  /// The highest number of a run that is there.
  long lastNumber() {
    return number;
  }
}
