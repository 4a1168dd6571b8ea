package io.tsink.engine.wal;

import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.StoreFile;
import io.tsink.engine.io.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replays the segments of a log in order and leaves them durable, the last one whole. Confined.
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final StoreFiles files;
  private final Path directory;
  private final List<WalSegment> segments;
  private final ReplayMode mode;
  private final List<WalReplay.Damage> damages = new ArrayList<>();

  Recovery(StoreFiles files, Path directory, List<WalSegment> segments, ReplayMode mode) {
    this.files = files;
    this.directory = directory;
    this.segments = segments;
    this.mode = mode;
  }

  WalReplay run(WalMark from, WalVisitor visitor) throws IOException {
    PublishedMark published = PublishedMark.read(files, directory);
    WalMark last = from;
    long lastSequence = 0;
    if (published != null) {
      last = published.last().compareTo(last) > 0 ? published.last() : last;
      lastSequence = published.sequence();
    }
    WalReplay.Damage torn = null;
    long frames = 0;
    int read = 0;
    for (int i = 0; i < segments.size(); i++) {
      WalSegment segment = segments.get(i);
      if (segment.number() < from.segment()) {
        continue;
      }
      boolean isLast = i == segments.size() - 1;
      SegmentReplay replay = new SegmentReplay(segment, from, mode, visitor, damages);
      replay.run(files, vouched(i, published), limit(segment, published));
      read++;
      frames += replay.delivered();
      lastSequence = Math.max(lastSequence, replay.lastSequence());
      WalMark end = new WalMark(segment.number(), replay.lastFrame());
      last = end.compareTo(last) > 0 ? end : last;
      settle(segment, isLast ? replay.end() : segment.appendedEnd());
      torn = isLast ? replay.torn() : null;
      segment.recovered(isLast ? replay.end() : segment.appendedEnd(), replay.lastFrame());
      report(replay.torn());
    }
    for (WalReplay.Damage damage : damages) {
      log.warn(
          "Skipped damage in the log: {} at byte {}, {} bytes: {}",
          damage.file(),
          damage.offset(),
          damage.bytes(),
          damage.text());
    }
    return new WalReplay(read, frames, last, lastSequence, torn, damages);
  }

  private static void report(WalReplay.@Nullable Damage torn) {
    if (torn != null) {
      log.warn(
          "The log ends before the end of a file: {} at byte {}, {} bytes: {}",
          torn.file(),
          torn.offset(),
          torn.bytes(),
          torn.text());
    }
  }

  /// Cuts off what the log does not hold and makes the rest durable: what was recovered once
  /// stays, and what is appended from now on may vouch for it.
  private void settle(WalSegment segment, long end) throws IOException {
    try (StoreFile file = files.open(segment.path())) {
      if (file.size() > end) {
        file.truncate(end);
      }
      file.sync();
    }
  }

  /// How many bytes of a segment the next one or the published mark vouches for.
  private long vouched(int index, @Nullable PublishedMark published) throws IOException {
    WalSegment segment = segments.get(index);
    if (index + 1 < segments.size()) {
      return vouchedByNext(segment, segments.get(index + 1));
    }
    if (published != null
        && published.last().segment() == segment.number()
        && published.end() <= segment.appendedEnd()) {
      return published.durable();
    }
    return 0; // a file that has become shorter has a torn tail like any other
  }

  private long vouchedByNext(WalSegment segment, WalSegment next) throws IOException {
    try (SegmentReader reader = new SegmentReader(files, next.path(), next.number())) {
      if (reader.headerFault() != null) {
        return 0;
      }
      SegmentHeader header = reader.header();
      if (header.previous() == segment.number()) {
        return header.previousDurable();
      }
      if (header.previous() < segment.number()) {
        return 0;
      }
      String missing = "segment %d, which followed, is missing".formatted(header.previous());
      if (mode == ReplayMode.STRICT) {
        throw FileFailure.corrupt(segment.path(), segment.appendedEnd(), missing);
      }
      damages.add(new WalReplay.Damage(segment.path(), segment.appendedEnd(), 0, missing));
      return 0;
    }
  }

  private static long limit(WalSegment segment, @Nullable PublishedMark published) {
    return published != null && published.last().segment() == segment.number()
        ? published.end()
        : Long.MAX_VALUE;
  }
}
