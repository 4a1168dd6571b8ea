package io.tsink.tier.disk;

import io.tsink.spi.tier.ObjectDigest;
import io.tsink.spi.tier.ObjectSource;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes the file of an object and makes it durable.
final class ObjectWriter {
  private final FileChannel file;
  private final ObjectDigest.Builder digest = new ObjectDigest.Builder();
  private final ByteBuffer blockCrcs;

  private ObjectWriter(FileChannel file, long length) {
    this.file = file;
    blockCrcs =
        ByteBuffer.allocate(Math.toIntExact(Integer.BYTES * ObjectFormat.blocks(length)))
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Writes a new file.
  ///
  /// @return what the file says of itself
  /// @throws TierException `CORRUPT` when the source is not what the digest says, `INVALID` when it
  ///     cannot be read
  static ObjectFormat.Tail write(Path path, ObjectSource source, ObjectDigest stated, TierCall call)
      throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      ObjectWriter writer = new ObjectWriter(file, source.length());
      writer.content(source, call);
      ObjectFormat.Tail tail = writer.trailer(stated);
      call.check();
      file.force(true);
      return tail;
    }
  }

  private void content(ObjectSource source, TierCall call) throws IOException {
    byte[] block = new byte[ObjectFormat.BLOCK_BYTES];
    for (long offset = 0; offset < source.length(); offset += block.length) {
      call.check();
      int count = (int) Math.min(block.length, source.length() - offset);
      read(source, offset, block, count);
      digest.add(block, 0, count);
      blockCrcs.putInt(ObjectFormat.crc(block, 0, count));
      writeAll(ByteBuffer.wrap(block, 0, count));
    }
  }

  private static void read(ObjectSource source, long offset, byte[] block, int count) {
    try {
      source.read(offset, block, 0, count);
    } catch (IOException e) {
      throw new TierException(
          Kind.INVALID, "the source cannot be read at byte %d".formatted(offset), e);
    }
  }

  private ObjectFormat.Tail trailer(ObjectDigest stated) throws IOException {
    ObjectDigest found = digest.build();
    if (!found.equals(stated)) {
      throw new TierException(
          Kind.CORRUPT, "the source has %s, stated was %s".formatted(found, stated));
    }
    int crc = ObjectFormat.crc(blockCrcs.array(), 0, blockCrcs.capacity());
    ObjectFormat.Tail tail = new ObjectFormat.Tail(found, crc);
    writeAll(blockCrcs.flip());
    writeAll(tail.bytes());
    return tail;
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int _ = file.write(bytes);
    }
  }
}
