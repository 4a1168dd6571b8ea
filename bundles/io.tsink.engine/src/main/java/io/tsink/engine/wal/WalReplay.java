package io.tsink.engine.wal;

import java.nio.file.Path;
import java.util.List;

/// What a replay found. Immutable.
///
/// @param segments number of segment files read
/// @param frames number of frames delivered
/// @param last the last frame of the log, whether delivered or not
/// @param lastSequence the highest sequence of any frame read, 0 when there is none
/// @param tornFile the file whose tail was cut off, if `tornBytes` is not 0
/// @param tornOffset where it was cut
/// @param tornBytes how many bytes were cut off
/// @param damages what was skipped, in salvage mode
public record WalReplay(
    int segments,
    long frames,
    WalMark last,
    long lastSequence,
    Path tornFile,
    long tornOffset,
    long tornBytes,
    List<Damage> damages) {
  public WalReplay {
    damages = List.copyOf(damages);
  }

  /// Bytes of a file that were not read.
  ///
  /// @param text what was found
  public record Damage(Path file, long offset, long bytes, String text) {}
}
