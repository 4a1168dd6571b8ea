package io.tsink.tier.disk;

import io.tsink.spi.tier.TierCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads the file of an object and verifies what it reads. A file that is replaced or removed
/// meanwhile is still read as it was.
final class ObjectReader implements AutoCloseable {
  private final FileChannel file;
  private final ObjectFormat.Tail tail;

  private ObjectReader(FileChannel file, ObjectFormat.Tail tail) {
    this.file = file;
    this.tail = tail;
  }

  /// Opens a file.
  ///
  /// @throws NoSuchFileException when there is no such file
  /// @throws Damaged when it is not the file of an object
  static ObjectReader open(DiskLayout layout, Path path) throws IOException {
    if (!layout.isObject(path)) {
      throw new NoSuchFileException(path.toString());
    }
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      return new ObjectReader(file, tail(file));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static ObjectFormat.Tail tail(FileChannel file) throws IOException {
    long size = file.size();
    if (size < ObjectFormat.TAIL_BYTES) {
      throw new Damaged("a file of %d bytes, expected at least the tail".formatted(size));
    }
    byte[] bytes = new byte[ObjectFormat.TAIL_BYTES];
    readAll(file, size - bytes.length, ByteBuffer.wrap(bytes));
    ObjectFormat.Tail tail = ObjectFormat.tail(bytes);
    if (ObjectFormat.fileSize(tail.length()) != size) {
      throw new Damaged(
          "a file of %d bytes, expected %d".formatted(size, ObjectFormat.fileSize(tail.length())));
    }
    return tail;
  }

  ObjectFormat.Tail tail() {
    return tail;
  }

  /// Reads bytes of the content that are within it.
  ///
  /// @throws Damaged when they are not what was written
  void read(long offset, byte[] into, int from, int length, TierCall call) throws IOException {
    if (length == 0) {
      return;
    }
    long first = offset / ObjectFormat.BLOCK_BYTES;
    long last = (offset + length - 1) / ObjectFormat.BLOCK_BYTES;
    ByteBuffer crcs = crcs(first, last);
    byte[] block = new byte[ObjectFormat.BLOCK_BYTES];
    for (long each = first; each <= last; each++) {
      call.check();
      long start = each * ObjectFormat.BLOCK_BYTES;
      int count = (int) Math.min(ObjectFormat.BLOCK_BYTES, tail.length() - start);
      readAll(file, start, ByteBuffer.wrap(block, 0, count));
      if (ObjectFormat.crc(block, 0, count) != crcs.getInt()) {
        throw new Damaged("the block at byte %d has another checksum".formatted(start));
      }
      int skip = (int) Math.max(0, offset - start);
      int end = (int) Math.min(count, offset + length - start);
      System.arraycopy(block, skip, into, from + (int) (start + skip - offset), end - skip);
    }
  }

  /// Reads the checksums of blocks, both ends inclusive. That all checksums together are right is
  /// verified only when all are read; one that is wrong is found by its block.
  private ByteBuffer crcs(long first, long last) throws IOException {
    int count = Math.toIntExact(last - first + 1);
    ByteBuffer crcs = ByteBuffer.allocate(Integer.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    readAll(file, tail.length() + Integer.BYTES * first, crcs);
    boolean all = count == ObjectFormat.blocks(tail.length());
    if (all && ObjectFormat.crc(crcs.array(), 0, crcs.capacity()) != tail.blockCrcs()) {
      throw new Damaged("the checksums of the blocks have another checksum");
    }
    return crcs.flip();
  }

  private static void readAll(FileChannel file, long offset, ByteBuffer into) throws IOException {
    long position = offset;
    while (into.hasRemaining()) {
      int count = file.read(into, position);
      if (count < 0) {
        throw new Damaged("the file ends before byte %d".formatted(position + into.remaining()));
      }
      position += count;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
