package io.tsink.engine.segment.v1;

import io.tsink.api.TimestampPrecision;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentFormat;
import io.tsink.engine.segment.SegmentName;
import io.tsink.engine.segment.SegmentWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Version 1 of the files of a segment; the package describes them.
public final class SegmentFormatV1 implements SegmentFormat {

  static final FileFrame META = new FileFrame("TSSM", 1);
  static final FileFrame INDEX = new FileFrame("TSSI", 1);
  static final FileFrame CHUNKS = new FileFrame("TSSC", 1);

  static final String META_FILE = "segment.meta";
  static final String INDEX_FILE = "segment.index";
  static final String CHUNKS_FILE = "segment.chunks";

  public SegmentFormatV1() {}

  @Override
  public List<String> fileNames() {
    return List.of(CHUNKS_FILE, INDEX_FILE, META_FILE);
  }

  @Override
  public SegmentWriter create(
      StoreFiles files, Path directory, SegmentName name, TimestampPrecision precision)
      throws IOException {
    return FilesWriter.create(files, directory, name, precision);
  }

  @Override
  public Segment open(StoreFiles files, Path directory, SegmentName name) throws IOException {
    return MappedSegment.open(files, directory, name);
  }
}
