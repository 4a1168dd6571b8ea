package io.tsink.engine.wal;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a replay found. Immutable.
///
/// @param segments number of segment files read
/// @param frames number of frames delivered
/// @param last the last frame of the log, whether delivered or not
/// @param lastSequence the highest sequence seen, 0 when there is none
/// @param torn the tail that was cut off, or null
/// @param damages what was skipped, in salvage mode
public record WalReplay(
    int segments,
    long frames,
    WalMark last,
    long lastSequence,
    @Nullable Damage torn,
    List<Damage> damages) {
  public WalReplay {
    damages = List.copyOf(damages);
  }

  /// Bytes of a file that were passed over.
  ///
  /// @param text what was found
  public record Damage(Path file, long offset, long bytes, String text) {}
}
