package io.tsink.engine.wal;

/// A place in the log: everything up to a frame of a segment, that frame included. Immutable; the
/// order is that of the log.
///
/// @param segment number of the segment file, from 1; below 2^31
/// @param frame number of the frame in its segment, from 1; 0 stands for the start of the segment
public record WalMark(long segment, long frame) implements Comparable<WalMark> {
  /// Before everything.
  public static final WalMark START = new WalMark(0, 0);

  public WalMark {
    if (segment < 0 || segment > Integer.MAX_VALUE || frame < 0 || frame > 0xffff_ffffL) {
      throw new IllegalArgumentException("segment %d, frame %d".formatted(segment, frame));
    }
  }

  /// The mark of a position, see [#position].
  public static WalMark of(long position) {
    return new WalMark(position >>> 32, position & 0xffff_ffffL);
  }

  /// The mark as one number of the same order, for loops.
  public long position() {
    return segment << 32 | frame;
  }

  @Override
  public int compareTo(WalMark other) {
    return Long.compare(position(), other.position());
  }

  @Override
  public String toString() {
    return "segment %d, frame %d".formatted(segment, frame);
  }
}
