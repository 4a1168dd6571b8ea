package io.tsink.engine.wal;

import io.tsink.api.Labels;
import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.frame.FrameCursor;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Replays one segment file. Confined; used once.
///
/// Where a frame is not right, whoever vouches for its place decides: see the package.
final class SegmentReplay {
  private static final ValueKind.Family[] FAMILIES = ValueKind.Family.values();

  private final Path path;
  private final long number;
  private final long from;
  private final ReplayMode mode;
  private final WalVisitor visitor;
  private final List<WalReplay.Damage> damages;
  private final FrameCursor cursor = new FrameCursor();

  /// Bytes of definitions whose group is not complete yet, and where their frame starts.
  private byte[] held = new byte[0];

  private int heldLength;
  private long heldOffset = -1;

  private long delivered;
  private long end;
  private long lastFrame;
  private long lastSequence;
  private WalReplay.@Nullable Damage torn;

  SegmentReplay(
      WalSegment segment,
      WalMark from,
      ReplayMode mode,
      WalVisitor visitor,
      List<WalReplay.Damage> damages) {
    this.path = segment.path();
    this.number = segment.number();
    this.from = from.position();
    this.mode = mode;
    this.visitor = visitor;
    this.damages = damages;
  }

  /// Delivers the frames.
  ///
  /// @param vouched how many bytes of the file somebody vouches for
  /// @param limit where the log ends in this file, if known, else `Long.MAX_VALUE`
  void run(StoreFiles files, long vouched, long limit) throws IOException {
    try (SegmentReader reader = new SegmentReader(files, path, number)) {
      String fault = reader.headerFault();
      if (fault != null) {
        if (!passOver(reader, 0, fault, vouched)) {
          return;
        }
      } else {
        checkVersion(reader.version());
        end = SegmentHeader.BYTES;
      }
      while (end < reader.size() && end < limit) {
        fault = reader.fault(end);
        if (fault == null && WalFrame.frame(reader.bytes(), reader.index(end)) <= lastFrame) {
          fault =
              "frame %d behind frame %d"
                  .formatted(WalFrame.frame(reader.bytes(), reader.index(end)), lastFrame);
        }
        if (fault == null) {
          take(reader);
        } else if (!passOver(reader, end, fault, vouched)) {
          return;
        }
      }
      if (end < vouched && end < limit) {
        missing(reader.size(), vouched);
      } else if (heldOffset >= 0) {
        cut(heldOffset, reader.size(), "a group that is not complete");
      } else if (end < reader.size()) {
        cut(end, reader.size(), "frames that were never committed");
      }
    }
  }

  private void checkVersion(int version) {
    if (version != SegmentHeader.VERSION) {
      throw FileFailure.corrupt(
          path,
          4,
          "version %s of \"TSWL\", expected %d"
              .formatted(Integer.toUnsignedString(version), SegmentHeader.VERSION));
    }
  }

  /// Decides about a frame that is not right and goes on behind it.
  ///
  /// @return whether there is anything to go on with
  private boolean passOver(SegmentReader reader, long at, String fault, long vouched)
      throws IOException {
    long next = reader.find(at + 1);
    boolean damage = vouched > at || (next >= 0 && laterVouches(reader, next, at));
    if (mode == ReplayMode.STRICT && damage) {
      throw FileFailure.corrupt(path, at, fault);
    }
    if (mode == ReplayMode.STRICT || (next < 0 && !damage)) {
      cut(heldOffset >= 0 ? heldOffset : at, reader.size(), fault);
      return false;
    }
    releaseHeld();
    end = next < 0 ? reader.size() : next;
    damages.add(new WalReplay.Damage(path, at, end - at, fault));
    return next >= 0;
  }

  private void missing(long size, long vouched) {
    String text = "the file ends, expected %d bytes".formatted(vouched);
    if (mode == ReplayMode.STRICT) {
      throw FileFailure.corrupt(path, size, text);
    }
    releaseHeld();
    damages.add(new WalReplay.Damage(path, size, 0, text));
  }

  private static boolean laterVouches(SegmentReader reader, long first, long at)
      throws IOException {
    long offset = first;
    while (offset >= 0) {
      int index = reader.index(offset);
      if (WalFrame.durable(reader.bytes(), index) > at) {
        return true;
      }
      int length = WalFrame.bodyLength(reader.bytes(), index);
      offset = reader.find(offset + WalFrame.HEADER_BYTES + length);
    }
    return false;
  }

  private void cut(long at, long size, String text) {
    end = at;
    if (size > at) {
      torn = new WalReplay.Damage(path, at, size - at, text);
    }
  }

  private void take(SegmentReader reader) {
    byte[] bytes = reader.bytes();
    int index = reader.index(end);
    int body = index + WalFrame.HEADER_BYTES;
    int length = WalFrame.bodyLength(bytes, index);
    long position = new WalMark(number, WalFrame.frame(bytes, index)).position();
    FrameKind kind = WalFrame.kind(bytes, index);
    if (kind == FrameKind.SERIES && WalFrame.goesOn(bytes, index)) {
      releaseHeld();
      hold(bytes, body, length, position);
    } else {
      releaseHeld();
      if (position > from) {
        deliver(kind, position, bytes, index);
      }
    }
    lastFrame = WalFrame.frame(bytes, index);
    lastSequence = Math.max(lastSequence, WalFrame.sequence(bytes, index));
    end += WalFrame.HEADER_BYTES + length;
  }

  private void hold(byte[] bytes, int body, int length, long position) {
    if (held.length < length) {
      held = new byte[Math.max(length, 2 * held.length)];
    }
    System.arraycopy(bytes, body, held, 0, length);
    heldLength = position > from ? length : 0;
    heldOffset = end;
  }

  private void releaseHeld() {
    if (heldOffset >= 0) {
      long offset = heldOffset;
      heldOffset = -1;
      if (heldLength > 0) {
        decoding(offset, () -> series(cursor.reset(held, 0, heldLength)));
      }
    }
  }

  private void deliver(FrameKind kind, long position, byte[] bytes, int index) {
    int body = index + WalFrame.HEADER_BYTES;
    int bodyEnd = body + WalFrame.bodyLength(bytes, index);
    switch (kind) {
      case SERIES -> decoding(end, () -> series(cursor.reset(bytes, body, bodyEnd)));
      case SAMPLES -> {
        visitor.samples(
            position,
            WalFrame.sequence(bytes, index),
            WalFrame.key(bytes, index),
            bytes,
            body,
            bodyEnd);
        delivered++;
      }
      case DELETE ->
          decoding(end, () -> delete(position, bytes, index, cursor.reset(bytes, body, bodyEnd)));
      case MARK ->
          decoding(
              end,
              () -> {
                cursor.reset(bytes, body, bodyEnd);
                long segment = cursor.getLong();
                long frame = cursor.getLong();
                finish(cursor);
                visitor.covered(new WalMark(segment, frame));
                delivered++;
              });
    }
  }

  /// A body with a right checksum that cannot be decoded was written by a bug.
  private void decoding(long offset, Runnable step) {
    try {
      step.run();
    } catch (StorageException e) {
      if (e.kind() != ErrorKind.MALFORMED) {
        throw e;
      }
      String text = String.valueOf(e.getMessage());
      if (mode == ReplayMode.STRICT) {
        throw FileFailure.corrupt(path, offset, text);
      }
      damages.add(new WalReplay.Damage(path, offset, 0, text));
    }
  }

  private void series(FrameCursor in) {
    while (in.remaining() > 0) {
      int id = in.getInt();
      int family = in.getByte();
      if (family >= FAMILIES.length && family != WalFrame.NO_FAMILY) {
        throw in.malformed("family %d".formatted(family));
      }
      Labels labels = in.getLabels();
      visitor.series(id, family == WalFrame.NO_FAMILY ? null : FAMILIES[family], labels);
    }
    delivered++;
  }

  private void delete(long position, byte[] bytes, int index, FrameCursor in) {
    long start = in.getLong();
    long rangeEnd = in.getLong();
    if (rangeEnd < start) {
      throw in.malformed("a range from %d to %d".formatted(start, rangeEnd));
    }
    int[] ids = new int[in.getCount(1)];
    int previous = 0;
    for (int i = 0; i < ids.length; i++) {
      previous += (int) in.getSigned();
      ids[i] = previous;
    }
    finish(in);
    visitor.delete(
        position,
        WalFrame.sequence(bytes, index),
        WalFrame.key(bytes, index),
        new TimeRange(start, rangeEnd),
        ids);
    delivered++;
  }

  private static void finish(FrameCursor in) {
    if (in.remaining() > 0) {
      throw in.malformed("%d bytes too many".formatted(in.remaining()));
    }
  }

  /// Number of frames delivered.
  long delivered() {
    return delivered;
  }

  /// Where the log ends in this file.
  long end() {
    return end;
  }

  long lastFrame() {
    return lastFrame;
  }

  long lastSequence() {
    return lastSequence;
  }

  /// What was cut off, or null.
  WalReplay.@Nullable Damage torn() {
    return torn;
  }
}
