package io.tsink.engine.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/// An open file of the machine. The lock guards the position of the descriptor; syncing takes
/// none, so that appends go on meanwhile.
final class DiskFile implements StoreFile {
  private final Path path;
  private final RandomAccessFile file;
  private final ReentrantLock position = new ReentrantLock();
  private long end;

  DiskFile(Path path, String mode) throws IOException {
    this.path = path;
    file = new RandomAccessFile(path.toFile(), mode);
    end = file.length();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long size() {
    position.lock();
    try {
      return end;
    } finally {
      position.unlock();
    }
  }

  @Override
  public void append(byte[] source, int offset, int length) throws IOException {
    position.lock();
    try {
      DiskFiles.writing(
          () -> {
            file.seek(end);
            file.write(source, offset, length);
            return null;
          });
      end += length;
    } finally {
      position.unlock();
    }
  }

  @Override
  public int read(long from, byte[] target, int offset, int length) throws IOException {
    position.lock();
    try {
      file.seek(from);
      int done = 0;
      while (done < length) {
        int count = file.read(target, offset + done, length - done);
        if (count < 0) {
          break;
        }
        done += count;
      }
      return done;
    } finally {
      position.unlock();
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    position.lock();
    try {
      if (size < file.length()) {
        file.setLength(size);
      }
      end = size;
    } finally {
      position.unlock();
    }
  }

  @Override
  public void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
