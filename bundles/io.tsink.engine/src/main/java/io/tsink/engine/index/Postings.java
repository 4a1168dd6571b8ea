package io.tsink.engine.index;

import io.tsink.spi.codec.Output;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/// An immutable set of series ids, in the order of unsigned numbers.
public final class Postings {

  private static final Postings EMPTY = new Postings(new RoaringBitmap());

  private final RoaringBitmap ids;

  /// Takes the set, which nobody changes from now on.
  Postings(RoaringBitmap ids) {
    this.ids = ids;
  }

  /// No series.
  public static Postings empty() {
    return EMPTY;
  }

  /// The series of the given ids.
  public static Postings of(int... ids) {
    return new Postings(RoaringBitmap.bitmapOf(ids));
  }

  /// The series in any of some sets.
  public static Postings union(Collection<Postings> sets) {
    RoaringBitmap ids = new RoaringBitmap();
    for (Postings set : sets) {
      ids.or(set.ids);
    }
    return new Postings(ids);
  }

  RoaringBitmap bitmap() {
    return ids;
  }

  /// Number of series.
  public int count() {
    return ids.getCardinality();
  }

  public boolean isEmpty() {
    return ids.isEmpty();
  }

  public boolean contains(int id) {
    return ids.contains(id);
  }

  /// Whether any series is in both.
  public boolean intersects(Postings other) {
    return RoaringBitmap.intersects(ids, other.ids);
  }

  /// The series in both.
  public Postings and(Postings other) {
    return new Postings(RoaringBitmap.and(ids, other.ids));
  }

  /// The series in either.
  public Postings or(Postings other) {
    return new Postings(RoaringBitmap.or(ids, other.ids));
  }

  /// The series that are not in `other`.
  public Postings andNot(Postings other) {
    return new Postings(RoaringBitmap.andNot(ids, other.ids));
  }

  /// The series whose id passes a test.
  public Postings filter(IntPredicate test) {
    RoaringBitmap kept = new RoaringBitmap();
    IntIterator all = ids.getIntIterator();
    while (all.hasNext()) {
      int id = all.next();
      if (test.test(id)) {
        kept.add(id);
      }
    }
    return new Postings(kept);
  }

  /// Calls `action` with each id, in order.
  public void forEach(IntConsumer action) {
    IntIterator all = ids.getIntIterator();
    while (all.hasNext()) {
      action.accept(all.next());
    }
  }

  /// The ids in a new array, in order.
  public int[] toArray() {
    return ids.toArray();
  }

  /// The same series, with runs of ids packed.
  public Postings packed() {
    RoaringBitmap packed = ids.clone();
    packed.runOptimize();
    return new Postings(packed);
  }

  /// Appends the portable form of the Roaring format specification.
  public void write(Output out) {
    int length = ids.serializedSizeInBytes();
    int start = out.reserve(length);
    ids.serialize(ByteBuffer.wrap(out.array(), start, length));
  }

  /// Reads what [#write] wrote into `bytes[off, off + len)`.
  ///
  /// @throws IOException when it is something else
  public static Postings read(byte[] bytes, int off, int len) throws IOException {
    RoaringBitmap ids = new RoaringBitmap();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, off, len))) {
      ids.deserialize(in);
    } catch (RuntimeException e) {
      throw new IOException("postings of %d bytes cannot be read".formatted(len), e);
    }
    return new Postings(ids);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Postings postings && ids.equals(postings.ids);
  }

  @Override
  public int hashCode() {
    return ids.hashCode();
  }

  @Override
  public String toString() {
    return ids.toString();
  }
}
