package io.tsink.tier.disk;

import io.tsink.spi.tier.Checksum;
import io.tsink.spi.tier.ObjectDigest;
import io.tsink.spi.tier.ObjectPage;
import io.tsink.spi.tier.ObjectSource;
import io.tsink.spi.tier.ObjectStat;
import io.tsink.spi.tier.PutCondition;
import io.tsink.spi.tier.TierBackend;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import io.tsink.spi.tier.TierHost;
import io.tsink.spi.tier.TierKey;
import io.tsink.spi.tier.TierMeter.Operation;
import io.tsink.spi.tier.TierMeter.Price;
import io.tsink.spi.tier.TierTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tier in a local directory; see the package. Thread-safe.
final class DiskTier implements TierBackend {
  private final TierHost host;
  private final DiskLayout layout;
  private final Publisher publisher;
  private final UploadDirectory uploads;
  private final DiskProbe probe;
  private volatile boolean closed;

  DiskTier(TierHost host, DiskLayout layout) {
    this.host = host;
    this.layout = layout;
    PublishLock lock = new PublishLock(layout.lock());
    probe = new DiskProbe(layout, lock);
    publisher = new Publisher(layout, lock, probe);
    uploads = new UploadDirectory(layout);
  }

  @Override
  public TierTraits probe(TierCall call) {
    return run(Operation.PROBE, "probe", 0, call, () -> probe.run(call));
  }

  @Override
  public ObjectStat put(
      TierKey key,
      ObjectSource source,
      ObjectDigest digest,
      PutCondition condition,
      TierCall call) {
    return run(
        Operation.PUT,
        key.toString(),
        source.length(),
        call,
        () -> {
          layout.prepare();
          publisher.requireCondition(key, condition);
          try (UploadDirectory.Upload upload = uploads.begin()) {
            ObjectFormat.Tail tail = ObjectWriter.write(upload.path(), source, digest, call);
            publisher.publish(upload.path(), key, condition, call);
            return stat(key, tail).withVerified(EnumSet.allOf(Checksum.class));
          }
        });
  }

  private ObjectStat stat(TierKey key, ObjectFormat.Tail tail) throws IOException {
    return ObjectStat.of(key, tail.length(), tail.tag(), modified(layout.object(key)))
        .withDigest(tail.digest());
  }

  private Instant modified(Path object) throws IOException {
    try {
      return Files.getLastModifiedTime(object, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (NoSuchFileException _) {
      return host.clock().instant(); // removed meanwhile
    }
  }

  @Override
  public void read(TierKey key, long offset, byte[] into, int from, int length, TierCall call) {
    Objects.checkFromIndexSize(from, length, into.length);
    long _ =
        run(
            Operation.READ,
            key.toString(),
            length,
            call,
            () -> {
              try (ObjectReader reader = ObjectReader.open(layout, layout.object(key))) {
                long end = reader.tail().length();
                if (offset < 0 || offset > end - length) {
                  throw new TierException(
                      Kind.INVALID,
                      "%s: no %d bytes at %d of %d".formatted(key, length, offset, end));
                }
                reader.read(offset, into, from, length, call);
                return end;
              }
            });
  }

  @Override
  public Optional<ObjectStat> stat(TierKey key, TierCall call) {
    return run(
        Operation.STAT,
        key.toString(),
        0,
        call,
        () -> {
          try (ObjectReader reader = ObjectReader.open(layout, layout.object(key))) {
            return Optional.of(stat(key, reader.tail()));
          } catch (NoSuchFileException _) {
            return Optional.empty();
          }
        });
  }

  @Override
  public ObjectPage list(String prefix, @Nullable TierKey startAfter, int max, TierCall call) {
    TierKey.requirePrefix(prefix);
    if (max < 1) {
      throw new IllegalArgumentException("a page of %d, expected at least 1".formatted(max));
    }
    return run(
        Operation.LIST,
        "prefix \"" + prefix + "\"",
        0,
        call,
        () -> {
          layout.prepare();
          return ObjectListing.list(layout.objects(), prefix, startAfter, max, call);
        });
  }

  @Override
  public void delete(TierKey key, TierCall call) {
    boolean _ = run(Operation.DELETE, key.toString(), 0, call, () -> publisher.delete(key, call));
  }

  @Override
  public long sweep(Duration minAge, TierCall call) {
    return run(
        Operation.SWEEP,
        "sweep",
        0,
        call,
        () -> {
          layout.prepare();
          return uploads.sweep(host.clock().instant().minus(minAge), call);
        });
  }

  @Override
  public Optional<Path> mappablePath(TierKey key, TierCall call) {
    return stat(key, call).map(_ -> layout.object(key));
  }

  @Override
  public void close() {
    closed = true;
  }

  private <T> T run(
      Operation operation, String what, long bytes, TierCall call, DiskErrors.Action<T> action) {
    long start = System.nanoTime();
    boolean failed = true;
    try {
      call.check();
      if (closed) {
        throw new TierException(Kind.UNAVAILABLE, host.name() + " is closed");
      }
      T result = DiskErrors.translating(layout, what, action);
      failed = false;
      return result;
    } finally {
      call.meter()
          .request(operation, Price.FREE, failed ? 0 : bytes, System.nanoTime() - start, failed);
    }
  }
}
