package io.tsink.tier.disk;

import io.tsink.spi.tier.ObjectPage;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects one page by walking the directories in the order of keys. Confined to one call.
///
/// A directory is entered only if a key in it may have the prefix and be greater than the start, so
/// a page costs the directories that it shows and those above them. The name of a directory is
/// ordered with its `/`: `a-b` < `a/b` < `a0`.
final class ObjectListing {
  private final Path objects;
  private final String prefix;
  private final String startAfter;
  private final int max;
  private final TierCall call;
  private final List<ObjectPage.Entry> entries = new ArrayList<>();
  private boolean more;

  private ObjectListing(
      Path objects, String prefix, @Nullable TierKey startAfter, int max, TierCall call) {
    this.objects = objects;
    this.prefix = prefix;
    this.startAfter = startAfter == null ? "" : startAfter.toString();
    this.max = max;
    this.call = call;
  }

  static ObjectPage list(
      Path objects, String prefix, @Nullable TierKey startAfter, int max, TierCall call)
      throws IOException {
    ObjectListing listing = new ObjectListing(objects, prefix, startAfter, max, call);
    listing.walk(objects, "");
    return new ObjectPage(listing.entries, listing.more);
  }

  /// Walks a directory.
  ///
  /// @param path the text of the keys in it up to their names, empty or ending in `/`
  private void walk(Path directory, String path) throws IOException {
    call.check();
    for (String name : names(directory, path)) {
      if (more) {
        return;
      }
      if (name.endsWith("/")) {
        walk(directory.resolve(name), path + name);
      } else {
        add(path + name);
      }
    }
  }

  /// Returns the names that may matter, in order; those of directories with their `/`.
  private List<String> names(Path directory, String path) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        if (mayMatter(path + name)) {
          boolean isDirectory = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
          names.add(isDirectory ? name + "/" : name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (directory.equals(objects)) {
        throw e;
      }
    }
    names.sort(null);
    return names;
  }

  /// Tells whether a key, or one below it, may belong to the page: whether it has the prefix or is
  /// on the way to it, and is above the start or on the way to it.
  private boolean mayMatter(String path) {
    String below = path + "/";
    boolean prefixed = path.startsWith(prefix) || prefix.startsWith(below);
    boolean above = path.compareTo(startAfter) > 0 || below.compareTo(startAfter) >= 0;
    return prefixed && (above || startAfter.startsWith(below));
  }

  private void add(String text) throws IOException {
    if (!text.startsWith(prefix) || text.compareTo(startAfter) <= 0) {
      return;
    }
    if (entries.size() == max) {
      more = true;
      return;
    }
    try {
      BasicFileAttributes file =
          Files.readAttributes(
              objects.resolve(text), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      entries.add(
          new ObjectPage.Entry(
              TierKey.of(text),
              ObjectFormat.length(file.size()),
              file.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException _) {
      return; // removed meanwhile
    }
  }
}
