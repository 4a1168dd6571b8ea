package io.tsink.engine.io;

import static java.util.Objects.requireNonNull;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A file system in memory that can crash, run full and fail. Thread-safe.
///
/// It knows what was synced. After a crash, [#afterPowerCut] gives the file system as a machine
/// might find it: everything that was synced and some of the rest; [#afterKill] as the next
/// process finds it: everything. Each operation that changes something is a *crash point*: before
/// it, the process may die, which throws a [Crash] from this operation and all later ones.
///
/// A fault is asked before each operation and may throw an `IOException` in its place, or block.
public final class FaultyFiles implements StoreFiles {
  private static final int SECTOR_BYTES = 32;

  /// What a file system is asked for.
  public enum Operation {
    CREATE,
    OPEN,
    APPEND,
    READ,
    TRUNCATE,
    SYNC,
    RENAME,
    DELETE,
    LINK,
    CREATE_DIRECTORY,
    SYNC_DIRECTORY
  }

  /// The process has died: whoever sees it has not acknowledged anything.
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(long point) {
      super("crash at point " + point);
    }
  }

  /// Something that goes wrong.
  @FunctionalInterface
  public interface Fault {
    /// Called before an operation, without a lock.
    void before(Operation operation, Path path) throws IOException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Directory root;
  private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
  private final Set<Node> locked = new HashSet<>();
  private volatile Fault fault = (operation, path) -> {};
  private long capacity = Long.MAX_VALUE;
  private long points;
  private long crashAt = Long.MAX_VALUE;

  public FaultyFiles() {
    this(new Directory());
  }

  private FaultyFiles(Directory root) {
    this.root = root;
  }

  private abstract static sealed class Node {}

  private static final class Directory extends Node {
    final Map<String, Node> entries = new TreeMap<>();
    final Map<String, Node> durable = new TreeMap<>();

    /// The entries as they were after each change since the last sync.
    final List<Map<String, Node>> unsynced = new ArrayList<>();

    void changed() {
      unsynced.add(new TreeMap<>(entries));
    }

    void sync() {
      durable.clear();
      durable.putAll(entries);
      unsynced.clear();
    }
  }

  private static final class Content extends Node {
    byte[] bytes = new byte[256];
    int size;
    int durable;

    /// What was durable before a truncation that was not synced.
    byte @Nullable [] before;

    void append(byte[] source, int offset, int length) {
      if (size + length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
      }
      System.arraycopy(source, offset, bytes, size, length);
      size += length;
    }

    void truncate(int newSize) {
      if (newSize < durable) {
        if (before == null) {
          before = Arrays.copyOf(bytes, durable);
        }
        durable = newSize;
      }
      size = newSize;
    }

    void sync(int end) {
      durable = Math.max(durable, Math.min(end, size));
      before = null;
    }

    static Content of(byte[] bytes) {
      Content content = new Content();
      content.append(bytes, 0, bytes.length);
      content.durable = bytes.length;
      return content;
    }
  }

  // What goes wrong.

  /// Lets the process die before the change with that number, counted from 1.
  public FaultyFiles crashAt(long point) {
    crashAt = point;
    return this;
  }

  /// Number of changes so far.
  public long points() {
    lock.lock();
    try {
      return points;
    } finally {
      lock.unlock();
    }
  }

  /// Sets what goes wrong from now on.
  public void fault(Fault next) {
    fault = next;
  }

  /// Lets nothing go wrong from now on.
  public void noFault() {
    fault = (operation, path) -> {};
  }

  /// Limits the bytes of all files together.
  public void capacity(long bytes) {
    lock.lock();
    try {
      capacity = bytes;
    } finally {
      lock.unlock();
    }
  }

  /// How often an operation was begun.
  public int count(Operation operation) {
    lock.lock();
    try {
      return counts.getOrDefault(operation, 0);
    } finally {
      lock.unlock();
    }
  }

  /// The file system after the process was killed: as it is, without crash points, faults and
  /// locks. What was not synced is there, but may still be lost with the power.
  public FaultyFiles afterKill() {
    lock.lock();
    try {
      return new FaultyFiles((Directory) same(root, new IdentityHashMap<>()));
    } finally {
      lock.unlock();
    }
  }

  /// The file system after a loss of power: what was synced, and what chance leaves of the rest.
  public FaultyFiles afterPowerCut(RandomGenerator chance) {
    lock.lock();
    try {
      return new FaultyFiles(rest(root, chance, new IdentityHashMap<>()));
    } finally {
      lock.unlock();
    }
  }

  private static Node same(Node node, Map<Node, Node> copies) {
    Node known = copies.get(node);
    if (known != null) {
      return known;
    }
    return switch (node) {
      case Directory directory -> {
        Directory copy = new Directory();
        copies.put(directory, copy);
        copy.entries.putAll(same(directory.entries, copies));
        copy.durable.putAll(same(directory.durable, copies));
        directory.unsynced.forEach(entries -> copy.unsynced.add(same(entries, copies)));
        yield copy;
      }
      case Content content -> {
        Content copy = Content.of(Arrays.copyOf(content.bytes, content.size));
        copies.put(content, copy);
        copy.durable = content.durable;
        copy.before = content.before;
        yield copy;
      }
    };
  }

  private static Map<String, Node> same(Map<String, Node> entries, Map<Node, Node> copies) {
    Map<String, Node> copy = new TreeMap<>();
    entries.forEach((name, node) -> copy.put(name, same(node, copies)));
    return copy;
  }

  private static Directory rest(
      Directory directory, RandomGenerator chance, Map<Node, Node> copies) {
    int kept = chance.nextInt(directory.unsynced.size() + 1);
    Map<String, Node> entries = kept == 0 ? directory.durable : directory.unsynced.get(kept - 1);
    Directory copy = new Directory();
    entries.forEach(
        (name, node) -> {
          Node copied =
              switch (node) {
                case Directory child -> rest(child, chance, copies);
                case Content content ->
                    copies.computeIfAbsent(content, _ -> Content.of(image(content, chance)));
              };
          copy.entries.put(name, copied);
        });
    copy.sync();
    return copy;
  }

  private static byte[] image(Content content, RandomGenerator chance) {
    byte[] before = content.before;
    if (before != null && chance.nextBoolean()) {
      return before;
    }
    int end = chance.nextInt(content.durable, content.size + 1);
    byte[] image = Arrays.copyOf(content.bytes, end);
    if (chance.nextBoolean()) {
      for (int at = content.durable; at < end; at += SECTOR_BYTES) {
        if (chance.nextInt(4) == 0) {
          Arrays.fill(image, at, Math.min(end, at + SECTOR_BYTES), (byte) 0);
        }
      }
    }
    return image;
  }

  // Direct access for tests that damage files.

  /// The bytes of a file.
  public byte[] bytes(Path file) {
    lock.lock();
    try {
      Content content = content(file);
      return Arrays.copyOf(content.bytes, content.size);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    } finally {
      lock.unlock();
    }
  }

  /// Replaces the bytes of a file, or makes one; it is durable.
  public void bytes(Path file, byte[] bytes) {
    lock.lock();
    try {
      Directory parent = parent(file);
      parent.entries.put(name(file), Content.of(bytes));
      parent.sync();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    } finally {
      lock.unlock();
    }
  }

  // The tree.

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private @Nullable Node find(Path path) {
    Node node = root;
    for (Path name : path.toAbsolutePath().normalize()) {
      if (!(node instanceof Directory directory)) {
        return null;
      }
      node = directory.entries.get(name.toString());
    }
    return node;
  }

  private Directory directory(Path path) throws IOException {
    if (find(path) instanceof Directory directory) {
      return directory;
    }
    throw new NoSuchFileException(path.toString());
  }

  private Directory parent(Path path) throws IOException {
    return directory(requireNonNull(path.toAbsolutePath().normalize().getParent()));
  }

  private Content content(Path path) throws IOException {
    if (find(path) instanceof Content content) {
      return content;
    }
    throw new NoSuchFileException(path.toString());
  }

  private void begin(Operation operation, Path path) throws IOException {
    lock.lock();
    try {
      checkAlive();
      counts.merge(operation, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
    fault.before(operation, path);
  }

  private void checkAlive() {
    if (points >= crashAt) {
      throw new Crash(crashAt);
    }
  }

  /// Called with the lock held before each change.
  private void change() {
    checkAlive();
    points++;
    checkAlive();
  }

  @Override
  public void createDirectories(Path path) throws IOException {
    begin(Operation.CREATE_DIRECTORY, path);
    lock.lock();
    try {
      Directory directory = root;
      for (Path name : path.toAbsolutePath().normalize()) {
        Node next = directory.entries.get(name.toString());
        if (next == null) {
          change();
          next = new Directory();
          directory.entries.put(name.toString(), next);
          directory.sync();
        }
        if (!(next instanceof Directory child)) {
          throw new FileAlreadyExistsException(path.toString());
        }
        directory = child;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean exists(Path path) {
    lock.lock();
    try {
      checkAlive();
      return find(path) != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isDirectory(Path path) {
    lock.lock();
    try {
      checkAlive();
      return find(path) instanceof Directory;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    lock.lock();
    try {
      checkAlive();
      return directory(directory).entries.keySet().stream().map(directory::resolve).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long size(Path file) throws IOException {
    lock.lock();
    try {
      checkAlive();
      return content(file).size;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public StoreFile create(Path file) throws IOException {
    begin(Operation.CREATE, file);
    lock.lock();
    try {
      change();
      if (find(file) != null) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Directory parent = parent(file);
      Content content = new Content();
      parent.entries.put(name(file), content);
      parent.changed();
      return new Open(file, content);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public StoreFile open(Path file) throws IOException {
    begin(Operation.OPEN, file);
    lock.lock();
    try {
      checkAlive();
      return new Open(file, content(file));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public StoreFile openRead(Path file) throws IOException {
    return open(file);
  }

  @Override
  public MemorySegment map(Path file, Arena arena) throws IOException {
    begin(Operation.READ, file);
    lock.lock();
    try {
      checkAlive();
      Content content = content(file);
      MemorySegment memory = arena.allocate(Math.max(1, content.size));
      MemorySegment.copy(content.bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, content.size);
      return memory.asSlice(0, content.size).asReadOnly();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    begin(Operation.RENAME, from);
    lock.lock();
    try {
      change();
      Node node = find(from);
      if (node == null) {
        throw new NoSuchFileException(from.toString());
      }
      if (find(to) instanceof Directory target && !target.entries.isEmpty()) {
        throw new DirectoryNotEmptyException(to.toString());
      }
      Directory source = parent(from);
      Directory target = parent(to);
      source.entries.remove(name(from));
      target.entries.put(name(to), node);
      source.changed();
      if (target != source) {
        target.changed();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    begin(Operation.DELETE, path);
    lock.lock();
    try {
      change();
      Node node = find(path);
      if (node == null) {
        throw new NoSuchFileException(path.toString());
      }
      if (node instanceof Directory directory && !directory.entries.isEmpty()) {
        throw new DirectoryNotEmptyException(path.toString());
      }
      Directory parent = parent(path);
      parent.entries.remove(name(path));
      parent.changed();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void hardLink(Path link, Path existing) throws IOException {
    begin(Operation.LINK, link);
    lock.lock();
    try {
      change();
      if (find(link) != null) {
        throw new FileAlreadyExistsException(link.toString());
      }
      Directory parent = parent(link);
      parent.entries.put(name(link), content(existing));
      parent.changed();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void syncDirectory(Path path) throws IOException {
    begin(Operation.SYNC_DIRECTORY, path);
    lock.lock();
    try {
      change();
      directory(path).sync();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long usableSpace(Path directory) {
    lock.lock();
    try {
      checkAlive();
      return Math.max(0, capacity - usedBytes());
    } finally {
      lock.unlock();
    }
  }

  private long usedBytes() {
    Set<Node> seen = new HashSet<>();
    return usedBytes(root, seen);
  }

  private static long usedBytes(Node node, Set<Node> seen) {
    if (!seen.add(node)) {
      return 0;
    }
    long used = 0;
    if (node instanceof Content content) {
      used = content.size;
    } else if (node instanceof Directory directory) {
      for (Node entry : directory.entries.values()) {
        used += usedBytes(entry, seen);
      }
    }
    return used;
  }

  @Override
  public ProcessLock lock(Path file) throws IOException {
    begin(Operation.OPEN, file);
    lock.lock();
    try {
      checkAlive();
      Directory parent = parent(file);
      Node node = parent.entries.computeIfAbsent(name(file), _ -> new Content());
      if (!locked.add(node)) {
        throw new StorageException(
            ErrorKind.CONFLICT,
            "%s is locked by this process: the data directory is in use".formatted(file));
      }
      return () -> {
        lock.lock();
        try {
          locked.remove(node);
        } finally {
          lock.unlock();
        }
      };
    } finally {
      lock.unlock();
    }
  }

  private final class Open implements StoreFile {
    private final Path path;
    private final Content content;
    private boolean closed;

    Open(Path path, Content content) {
      this.path = path;
      this.content = content;
    }

    @Override
    public Path path() {
      return path;
    }

    @Override
    public long size() {
      lock.lock();
      try {
        checkAlive();
        return content.size;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void append(byte[] source, int offset, int length) throws IOException {
      begin(Operation.APPEND, path);
      lock.lock();
      try {
        change();
        checkOpen();
        long room = capacity == Long.MAX_VALUE ? length : Math.max(0, capacity - usedBytes());
        content.append(source, offset, (int) Math.min(length, room));
        if (room < length) {
          throw new DiskFullException("No space left on device");
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
      begin(Operation.READ, path);
      lock.lock();
      try {
        checkAlive();
        checkOpen();
        int count = (int) Math.max(0, Math.min(length, content.size - position));
        if (count > 0) {
          System.arraycopy(content.bytes, (int) position, target, offset, count);
        }
        return count;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      begin(Operation.TRUNCATE, path);
      lock.lock();
      try {
        change();
        checkOpen();
        content.truncate((int) size);
      } finally {
        lock.unlock();
      }
    }

    /// Makes durable what was there when it was called, not what was appended meanwhile.
    @Override
    public void sync() throws IOException {
      int end = (int) size();
      begin(Operation.SYNC, path);
      lock.lock();
      try {
        change();
        checkOpen();
        content.sync(end);
      } finally {
        lock.unlock();
      }
    }

    private void checkOpen() throws IOException {
      if (closed) {
        throw new IOException("%s is closed".formatted(path));
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /// How many files there are below a directory, by name.
  public Map<String, Long> sizes(Path directory) {
    lock.lock();
    try {
      Map<String, Long> sizes = new HashMap<>();
      directory(directory)
          .entries
          .forEach(
              (name, node) -> {
                if (node instanceof Content content) {
                  sizes.put(name, (long) content.size);
                }
              });
      return sizes;
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    } finally {
      lock.unlock();
    }
  }
}
