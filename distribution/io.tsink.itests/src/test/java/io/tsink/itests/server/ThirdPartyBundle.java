package io.tsink.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A bundle as somebody else would make it: from sources with a manifest and a component written by
/// hand, compiled against `io.tsink.spi` of the archive and nothing else.
final class ThirdPartyBundle {
  private static final String CODEC = "codec/";
  private static final String SOURCE = "com/example/sequence/SequenceCodec.java";
  private static final String COMPONENT = "OSGI-INF/sequence.xml";

  private ThirdPartyBundle() {}

  /// Builds the codec `ExampleSequence` in an empty folder and returns the bundle.
  static Path codec(Path folder) throws IOException {
    Path source = folder.resolve("SequenceCodec.java");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    copy(SOURCE, source);
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                Integer.toString(Runtime.version().feature()),
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                Archive.bundle("io.tsink.spi").toString(),
                source.toString());
    assertThat(failures).isZero();
    Path component = classes.resolve(COMPONENT);
    Path _ = Files.createDirectory(Objects.requireNonNull(component.getParent()));
    copy(COMPONENT, component);
    return jar(classes, folder.resolve("codec.jar"));
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream in = open(resource)) {
      long _ = Files.copy(in, target);
    }
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(
        ThirdPartyBundle.class.getResourceAsStream(CODEC + resource), resource);
  }

  private static Path jar(Path classes, Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    try (InputStream manifest = open("META-INF/MANIFEST.MF");
        OutputStream out = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(out, new Manifest(manifest))) {
      for (Path file : files) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        long _ = Files.copy(file, jar);
      }
    }
    return target;
  }
}
