package io.tsink.itests.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A file of a drop-in folder, put there as an operator would: whole, by renaming it. Confined.
final class DropIn {
  private static final String VERSION = "Bundle-Version";

  private final Path file;

  DropIn(Path folder, String name) throws IOException {
    file = Files.createDirectories(folder).resolve(name + ".jar");
  }

  /// Puts a bundle there, in place of what was there.
  void put(Path bundle) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.copy(bundle, draft, StandardCopyOption.REPLACE_EXISTING);
    rename(draft);
  }

  /// Puts a bundle there under another version.
  void put(Path bundle, String version) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try (InputStream source = Files.newInputStream(bundle);
        JarInputStream from = new JarInputStream(source)) {
      Manifest manifest = new Manifest(from.getManifest());
      Attributes attributes = manifest.getMainAttributes();
      attributes.putValue(VERSION, version);
      try (OutputStream target = Files.newOutputStream(draft);
          JarOutputStream to = new JarOutputStream(target, manifest)) {
        for (JarEntry entry = from.getNextJarEntry();
            entry != null;
            entry = from.getNextJarEntry()) {
          to.putNextEntry(new JarEntry(entry.getName()));
          long _ = from.transferTo(to);
        }
      }
    }
    rename(draft);
  }

  private void rename(Path draft) throws IOException {
    Path _ = Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Takes away what is there.
  void remove() throws IOException {
    Files.delete(file);
  }
}
