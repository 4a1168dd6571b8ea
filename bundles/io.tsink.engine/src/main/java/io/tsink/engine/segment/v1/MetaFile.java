package io.tsink.engine.segment.v1;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.XxHash64;
import io.tsink.engine.chunk.CodecForm;
import io.tsink.engine.chunk.CodecRef;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.segment.CodecUse;
import io.tsink.engine.segment.SegmentMeta;
import io.tsink.engine.segment.SegmentName;
import io.tsink.engine.wal.WalMark;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What `segment.meta` holds: the description of the segment, length and checksum of its other
/// files.
record MetaFile(SegmentMeta meta, Part index, Part chunks) {

  /// One of the other files.
  ///
  /// @param length of the payload in bytes
  /// @param crc as its footer has it
  record Part(long length, int crc) {
    long fileBytes() {
      return FileFrame.HEADER_BYTES + length + FileFrame.FOOTER_BYTES;
    }
  }

  /// The payload of the file.
  static byte[] write(SegmentMeta meta, Part index, Part chunks) {
    Output out = new Output(256);
    out.putByte(meta.name().level());
    out.putByte(meta.precision().ordinal());
    out.putLong(meta.seriesCount());
    out.putLong(meta.chunkCount());
    out.putLong(meta.sampleCount());
    out.putLong(meta.minTime());
    out.putLong(meta.maxTime());
    out.putLong(meta.minSequence());
    out.putLong(meta.maxSequence());
    out.putLong(meta.walMark().segment());
    out.putLong(meta.walMark().frame());
    out.putLong(index.length());
    out.putInt(index.crc());
    out.putLong(chunks.length());
    out.putInt(chunks.crc());
    out.putVarint(meta.replaces().size());
    meta.replaces().forEach(out::putVarint);
    out.putVarint(meta.codecs().size());
    for (CodecUse use : meta.codecs()) {
      byte[] name = use.codec().name().getBytes(UTF_8);
      out.putByte(use.codec().form().ordinal());
      out.putByte(use.codec().version());
      out.putByte(use.codec().version() >>> 8);
      out.putVarint(use.columns());
      out.putVarint(use.bytes());
      out.putByte(name.length);
      out.putBytes(name, 0, name.length);
    }
    return Arrays.copyOf(out.array(), out.size());
  }

  static MetaFile read(StoreFiles files, Path file, SegmentName name) throws IOException {
    FileFrame.Content content = SegmentFormatV1.META.read(files, file);
    if (content.detail() != name.number()) {
      throw FileFailure.corrupt(
          file, 8, "number %d, expected %d".formatted(content.detail(), name.number()));
    }
    Input in = new Input();
    in.reset(content.bytes(), content.from(), content.to() - content.from());
    try {
      return parse(in, content, name);
    } catch (CorruptBlock e) {
      throw FileFailure.corrupt(file, in.position(), String.valueOf(e.getMessage()));
    }
  }

  private static MetaFile parse(Input in, FileFrame.Content content, SegmentName name)
      throws CorruptBlock {
    int level = in.readByte();
    int precision = in.readByte();
    if (level != name.level() || precision >= TimestampPrecision.values().length) {
      throw new CorruptBlock("level %d, precision %d".formatted(level, precision));
    }
    long seriesCount = in.readLong();
    long chunkCount = in.readLong();
    long sampleCount = in.readLong();
    long minTime = in.readLong();
    long maxTime = in.readLong();
    long minSequence = in.readLong();
    long maxSequence = in.readLong();
    long walSegment = in.readLong();
    long walFrame = in.readLong();
    Part index = new Part(in.readLong(), in.readInt());
    Part chunks = new Part(in.readLong(), in.readInt());
    List<Long> replaces = readNumbers(in, name);
    List<CodecUse> codecs = readCodecs(in);
    int length = content.to() - content.from();
    SegmentMeta meta =
        new SegmentMeta(
            name,
            TimestampPrecision.values()[precision],
            seriesCount,
            chunkCount,
            sampleCount,
            minTime,
            maxTime,
            minSequence,
            maxSequence,
            new WalMark(walSegment, walFrame),
            replaces,
            codecs,
            XxHash64.hash(content.bytes(), content.from(), length),
            content.bytes().length + index.fileBytes() + chunks.fileBytes());
    return new MetaFile(meta, index, chunks);
  }

  private static List<Long> readNumbers(Input in, SegmentName name) throws CorruptBlock {
    int count = in.readCount(in.remaining());
    List<Long> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long number = in.readVarint();
      if (number >= name.number()) {
        throw new CorruptBlock("made of segment %d, a later one".formatted(number));
      }
      numbers.add(number);
    }
    return numbers;
  }

  private static List<CodecUse> readCodecs(Input in) throws CorruptBlock {
    int count = in.readCount(in.remaining());
    List<CodecUse> codecs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int form = in.readByte();
      int version = in.readByte() | in.readByte() << 8;
      long columns = in.readVarint();
      long bytes = in.readVarint();
      byte[] name = new byte[in.readByte()];
      for (int k = 0; k < name.length; k++) {
        name[k] = (byte) in.readByte();
      }
      if (form >= CodecForm.count()) {
        throw new CorruptBlock("a codec of form %d".formatted(form));
      }
      CodecRef codec = new CodecRef(CodecForm.of(form), new String(name, UTF_8), version);
      codecs.add(new CodecUse(codec, columns, bytes));
    }
    return codecs;
  }
}
