package io.tsink.tier.disk;

import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// Says what an error of the file system means for a tier.
final class DiskErrors {
  private DiskErrors() {}

  /// What may fail.
  interface Action<T> {
    T run() throws IOException;
  }

  /// Runs an action.
  ///
  /// @param what the key or the operation, for the message
  static <T> T translating(DiskLayout layout, String what, Action<T> action) {
    try {
      return action.run();
    } catch (NoSuchFileException e) {
      layout.requireReachable();
      throw failure(Kind.NOT_FOUND, what, layout, "there is no such object", e);
    } catch (Damaged e) {
      throw failure(Kind.CORRUPT, what, layout, e.getMessage(), e);
    } catch (AccessDeniedException e) {
      throw failure(Kind.UNAUTHORIZED, what, layout, "access to " + e.getFile() + " is denied", e);
    } catch (ClosedByInterruptException e) {
      throw failure(Kind.CANCELED, what, layout, "interrupted", e);
    } catch (IOException e) {
      throw failure(Kind.UNAVAILABLE, what, layout, e.toString(), e);
    }
  }

  private static TierException failure(
      Kind kind, String what, DiskLayout layout, @Nullable String found, IOException cause) {
    return new TierException(kind, "%s in %s: %s".formatted(what, layout, found), cause);
  }
}
