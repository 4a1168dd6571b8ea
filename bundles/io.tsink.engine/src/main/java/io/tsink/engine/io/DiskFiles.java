package io.tsink.engine.io;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The file system of the machine.
///
/// A [FileChannel] is closed when its thread is interrupted. Channels are therefore used for
/// moments only, and again when that happened; files that stay open are [DiskFile]s, which have
/// none.
final class DiskFiles implements StoreFiles {
  static final DiskFiles INSTANCE = new DiskFiles();

  /// Locks held by this virtual machine. Opening and closing a locked file a second time would
  /// give up the lock of the process on some systems, so the second attempt must not get that
  /// far.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private DiskFiles() {}

  @Override
  public void createDirectories(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return;
    }
    Path parent = absolute.getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    writing(
        () -> {
          Files.createDirectory(absolute);
          return null;
        });
    if (parent != null) {
      syncDirectory(parent);
    }
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path);
  }

  @Override
  public boolean isDirectory(Path path) {
    return Files.isDirectory(path);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  @Override
  public long size(Path file) throws IOException {
    return Files.size(file);
  }

  @Override
  public StoreFile create(Path file) throws IOException {
    return writing(
        () -> {
          Files.createFile(file);
          return new DiskFile(file, "rw");
        });
  }

  @Override
  public StoreFile open(Path file) throws IOException {
    requireFile(file);
    return new DiskFile(file, "rw");
  }

  @Override
  public StoreFile openRead(Path file) throws IOException {
    requireFile(file);
    return new DiskFile(file, "r");
  }

  private static void requireFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
  }

  @Override
  public MemorySegment map(Path file, Arena arena) throws IOException {
    return uninterrupted(
        () -> {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
          }
        });
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    writing(
        () ->
            Files.move(
                from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.delete(path);
  }

  @Override
  public void hardLink(Path link, Path existing) throws IOException {
    writing(() -> Files.createLink(link, existing));
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    uninterrupted(
        () -> {
          try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return null;
          }
        });
  }

  @Override
  public long usableSpace(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  @Override
  public ProcessLock lock(Path file) throws IOException {
    Path name = file.toAbsolutePath().normalize();
    if (!HELD.add(name)) {
      throw inUse(file, "this process, " + ProcessHandle.current().pid());
    }
    boolean locked = false;
    try {
      FileChannel channel = uninterrupted(() -> lockedChannel(file));
      locked = true;
      return () -> {
        try {
          channel.close();
        } finally {
          HELD.remove(name);
        }
      };
    } finally {
      if (!locked) {
        HELD.remove(name);
      }
    }
  }

  private static FileChannel lockedChannel(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      if (tryLock(channel) == null) {
        throw inUse(file, "process " + holder(channel));
      }
      byte[] pid = "%d\n".formatted(ProcessHandle.current().pid()).getBytes(US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid), 0);
      locked = true;
      return channel;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) { // another class loader of this virtual machine
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(32);
    channel.read(buffer, 0);
    String text = new String(buffer.array(), 0, buffer.position(), US_ASCII).strip();
    return text.isEmpty() ? "unknown" : text;
  }

  private static StorageException inUse(Path file, String holder) {
    return new StorageException(
        ErrorKind.CONFLICT,
        "%s is locked by %s: the data directory is in use".formatted(file, holder));
  }

  @FunctionalInterface
  interface Action<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /// Runs an action that may need room.
  static <T extends @Nullable Object> T writing(Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (IOException e) {
      if (isDiskFull(e)) {
        throw new DiskFullException(String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  private static boolean isDiskFull(IOException failure) {
    String message = failure.getMessage();
    return message != null
        && (message.contains("No space left on device")
            || message.contains("Disk quota exceeded")
            || message.contains("not enough space on the disk"));
  }

  /// Runs an action on a channel of its own, again as often as an interrupt closes the channel,
  /// and leaves the thread as interrupted as it was.
  private static <T extends @Nullable Object> T uninterrupted(Action<T> action) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return action.run();
        } catch (ClosedByInterruptException _) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
