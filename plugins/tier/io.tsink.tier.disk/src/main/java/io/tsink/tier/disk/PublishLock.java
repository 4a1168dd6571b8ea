package io.tsink.tier.disk;

import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps all others, also in other processes, from replacing and deleting. Thread-safe.
///
/// A lock of a file belongs to the process, and closing any channel of the file gives it up. So all
/// threads of all back ends of the process queue on one lock of their own first, and only who holds
/// that opens the file. The lock of the file is polled, as waiting for it in the kernel would
/// outlast deadlines. It is held for a rename.
final class PublishLock {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /// One for each directory that was ever used.
  private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final Path path;

  PublishLock(Path path) {
    this.path = path;
    threads = THREADS.computeIfAbsent(path.toAbsolutePath().normalize(), _ -> new ReentrantLock());
  }

  /// What is done while the lock is held.
  interface Action<T> {
    T run() throws IOException;
  }

  <T> T holding(TierCall call, Action<T> action) throws IOException {
    acquireThreads(call);
    try (FileChannel file =
            FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        FileLock _ = acquireFile(file, call)) {
      call.check();
      return action.run();
    } finally {
      threads.unlock();
    }
  }

  private void acquireThreads(TierCall call) {
    try {
      while (!threads.tryLock(10, TimeUnit.MILLISECONDS)) {
        call.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TierException(Kind.CANCELED, "interrupted", e);
    }
  }

  private static FileLock acquireFile(FileChannel file, TierCall call) throws IOException {
    while (true) {
      FileLock lock = tryLock(file);
      if (lock != null) {
        return lock;
      }
      call.check();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // another version of this bundle
    }
  }
}
