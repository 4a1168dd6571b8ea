package io.tsink.engine.io;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;

/// Turns failures of files into the failures that callers of a store see.
public final class FileFailure {
  private FileFailure() {}

  /// A failed operation on a file: `STORAGE_FULL` when there was no room, else `IO`.
  ///
  /// @param what the operation as "cannot ..." goes on, such as "append to"
  public static StorageException of(String what, Path where, IOException cause) {
    ErrorKind kind = cause instanceof DiskFullException ? ErrorKind.STORAGE_FULL : ErrorKind.IO;
    String why =
        switch (cause) {
          case DiskFullException _ -> "no space left";
          case AccessDeniedException _ -> "access denied";
          default -> describe(cause);
        };
    return new StorageException(kind, "cannot %s %s: %s".formatted(what, where, why), cause);
  }

  /// Bytes of a file that are not what they should be.
  public static StorageException corrupt(Path file, long offset, String found) {
    return new StorageException(
        ErrorKind.CORRUPTION, "%s at byte %d: %s".formatted(file, offset, found));
  }

  private static String describe(IOException cause) {
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    if (cause.getCause() instanceof ReadOnlyFileSystemException) {
      return "the file system is read-only";
    }
    return message == null ? name : "%s (%s)".formatted(message, name);
  }
}
