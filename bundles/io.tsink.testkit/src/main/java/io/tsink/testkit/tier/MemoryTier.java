package io.tsink.testkit.tier;

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
import io.tsink.spi.tier.TierTrait;
import io.tsink.spi.tier.TierTraits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A tier back end in memory, obviously right. Thread-safe.
///
/// Several back ends may share a [Place], as several processes share a bucket.
public final class MemoryTier implements TierBackend {
  private static final Set<TierTrait> OFFERED =
      EnumSet.complementOf(EnumSet.of(TierTrait.MAPPABLE_PATH));
  private static final int PIECE_BYTES = 1 << 16;

  private final TierHost host;
  private final Place place;
  private volatile boolean closed;

  /// Opens a back end on a place.
  public MemoryTier(TierHost host, Place place) {
    this.host = host;
    this.place = place;
  }

  /// Where objects are kept. Thread-safe.
  public static final class Place {
    private final Set<TierTrait> traits = EnumSet.copyOf(OFFERED);
    private final NavigableMap<TierKey, Stored> objects = new ConcurrentSkipListMap<>();

    /// Makes an empty place without some of the traits. Of those, the conditional ones can be
    /// missed.
    public Place(TierTrait... lacking) {
      traits.removeAll(List.of(lacking));
    }

    /// Damages an object.
    public void damage(TierKey key, Damage damage) {
      objects.computeIfPresent(key, (_, stored) -> stored.damaged(damage));
    }
  }

  private static final class Stored {
    private final byte[] content;
    private final ObjectDigest digest;
    private final Instant modified;

    Stored(byte[] content, ObjectDigest digest, Instant modified) {
      this.content = content;
      this.digest = digest;
      this.modified = modified;
    }

    Stored damaged(Damage damage) {
      byte[] bytes =
          switch (damage) {
            case FLIPPED_BIT -> content.clone();
            case TRUNCATED -> Arrays.copyOf(content, content.length / 2);
          };
      if (damage == Damage.FLIPPED_BIT) {
        bytes[bytes.length / 2] ^= 1;
      }
      return new Stored(bytes, digest, modified);
    }

    String tag() {
      return Integer.toHexString(Arrays.hashCode(digest.sha256()));
    }

    ObjectStat stat(TierKey key) {
      return ObjectStat.of(key, digest.length(), tag(), modified).withDigest(digest);
    }
  }

  @Override
  public TierTraits probe(TierCall call) {
    return counted(call, Operation.PROBE, 0, () -> TierTraits.of(place.traits));
  }

  @Override
  public ObjectStat put(
      TierKey key,
      ObjectSource source,
      ObjectDigest digest,
      PutCondition condition,
      TierCall call) {
    return counted(
        call,
        Operation.PUT,
        source.length(),
        () -> {
          requireTrait(key, condition);
          byte[] content = content(key, source, call);
          if (!ObjectDigest.of(content).equals(digest)) {
            throw failure(Kind.CORRUPT, key, "the source is not " + digest);
          }
          call.check();
          Stored stored = new Stored(content, digest, host.clock().instant());
          place.objects.compute(
              key,
              (_, old) -> {
                requireCondition(key, condition, old);
                return stored;
              });
          return stored.stat(key).withVerified(EnumSet.allOf(Checksum.class));
        });
  }

  private void requireTrait(TierKey key, PutCondition condition) {
    boolean offered =
        switch (condition.kind()) {
          case ALWAYS -> true;
          case IF_ABSENT -> place.traits.contains(TierTrait.CONDITIONAL_PUT);
          case IF_MATCH -> place.traits.contains(TierTrait.CONDITIONAL_MATCH);
        };
    if (!offered) {
      throw failure(Kind.INVALID, key, "no conditional put here");
    }
  }

  private static byte[] content(TierKey key, ObjectSource source, TierCall call) {
    byte[] content = new byte[Math.toIntExact(source.length())];
    try {
      for (int at = 0; at < content.length; at += PIECE_BYTES) {
        call.check();
        source.read(at, content, at, Math.min(PIECE_BYTES, content.length - at));
      }
    } catch (IOException e) {
      throw new TierException(Kind.INVALID, key + ": the source cannot be read", e);
    }
    return content;
  }

  private static void requireCondition(
      TierKey key, PutCondition condition, @Nullable Stored existing) {
    boolean holds =
        switch (condition.kind()) {
          case ALWAYS -> true;
          case IF_ABSENT -> existing == null;
          case IF_MATCH -> existing != null && existing.tag().equals(condition.tag());
        };
    if (!holds) {
      throw failure(Kind.PRECONDITION_FAILED, key, condition + " does not hold");
    }
  }

  @Override
  public void read(TierKey key, long offset, byte[] into, int from, int length, TierCall call) {
    Objects.checkFromIndexSize(from, length, into.length);
    counted(
        call,
        Operation.READ,
        length,
        () -> {
          Stored stored = place.objects.get(key);
          if (stored == null) {
            throw failure(Kind.NOT_FOUND, key, "there is no such object");
          }
          if (offset < 0 || offset > stored.digest.length() - length) {
            throw failure(Kind.INVALID, key, "no %d bytes at %d of it".formatted(length, offset));
          }
          if (!ObjectDigest.of(stored.content).equals(stored.digest)) {
            throw failure(Kind.CORRUPT, key, "the content is not " + stored.digest);
          }
          System.arraycopy(stored.content, (int) offset, into, from, length);
          return length;
        });
  }

  @Override
  public Optional<ObjectStat> stat(TierKey key, TierCall call) {
    return counted(
        call,
        Operation.STAT,
        0,
        () -> Optional.ofNullable(place.objects.get(key)).map(stored -> stored.stat(key)));
  }

  @Override
  public ObjectPage list(String prefix, @Nullable TierKey startAfter, int max, TierCall call) {
    TierKey.requirePrefix(prefix);
    if (max < 1) {
      throw new IllegalArgumentException("a page of " + max);
    }
    return counted(call, Operation.LIST, 0, () -> page(prefix, startAfter, max));
  }

  private ObjectPage page(String prefix, @Nullable TierKey startAfter, int max) {
    List<ObjectPage.Entry> entries = new ArrayList<>();
    NavigableMap<TierKey, Stored> rest =
        startAfter == null ? place.objects : place.objects.tailMap(startAfter, false);
    for (Map.Entry<TierKey, Stored> each : rest.entrySet()) {
      TierKey key = each.getKey();
      if (key.toString().startsWith(prefix)) {
        if (entries.size() == max) {
          return new ObjectPage(entries, true);
        }
        Stored stored = each.getValue();
        entries.add(new ObjectPage.Entry(key, stored.content.length, stored.modified));
      }
    }
    return new ObjectPage(entries, false);
  }

  @Override
  public void delete(TierKey key, TierCall call) {
    counted(call, Operation.DELETE, 0, () -> Optional.ofNullable(place.objects.remove(key)));
  }

  /// Removes nothing: an upload that did not finish has left nothing.
  @Override
  public long sweep(Duration minAge, TierCall call) {
    return counted(call, Operation.SWEEP, 0, () -> 0L);
  }

  @Override
  public void close() {
    closed = true;
  }

  private <T> T counted(TierCall call, Operation operation, long bytes, Supplier<T> action) {
    boolean failed = true;
    try {
      call.check();
      if (closed) {
        throw new TierException(Kind.UNAVAILABLE, host.name() + " is closed");
      }
      T result = action.get();
      failed = false;
      return result;
    } finally {
      call.meter().request(operation, Price.FREE, failed ? 0 : bytes, 0, failed);
    }
  }

  private static TierException failure(Kind kind, TierKey key, String what) {
    return new TierException(kind, key + ": " + what);
  }
}
