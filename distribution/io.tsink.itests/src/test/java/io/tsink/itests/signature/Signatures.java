package io.tsink.itests.signature;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads the signatures of a contract from its class files.
final class Signatures {
  private static final String EXPORT = "Lorg/osgi/annotation/bundle/Export;";
  private static final String VERSION = "Lorg/osgi/annotation/versioning/Version;";

  private Signatures() {}

  /// Returns the signatures of the exported packages below a folder of class files.
  static Contract of(Path classes) throws IOException {
    SequencedMap<String, Contract.Section> packages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path info : files.filter(file -> file.endsWith("package-info.class")).toList()) {
        ClassModel model = ClassFile.of().parse(info);
        if (annotation(model, EXPORT).isPresent()) {
          packages.put(packageOf(model), section(info));
        }
      }
    }
    return new Contract(packages);
  }

  private static Contract.Section section(Path info) throws IOException {
    ClassModel model = ClassFile.of().parse(info);
    TreeSet<String> lines = new TreeSet<>();
    try (Stream<Path> files = Files.list(info.resolveSibling("."))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
        lines.addAll(TypeLines.of(ClassFile.of().parse(file)));
      }
    }
    return new Contract.Section(version(model), List.copyOf(new ArrayList<>(lines)));
  }

  private static String version(ClassModel info) {
    return annotation(info, VERSION).stream()
        .flatMap(annotation -> annotation.elements().stream())
        .map(AnnotationElement::value)
        .filter(AnnotationValue.OfString.class::isInstance)
        .map(value -> ((AnnotationValue.OfString) value).stringValue())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(packageOf(info) + " has no version"));
  }

  private static String packageOf(ClassModel model) {
    return model.thisClass().asSymbol().packageName();
  }

  /// Returns an annotation that is in the class file, by its descriptor.
  static Optional<Annotation> annotation(AttributedElement element, String descriptor) {
    List<Annotation> annotations = new ArrayList<>();
    element
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .ifPresent(attribute -> annotations.addAll(attribute.annotations()));
    element
        .findAttribute(Attributes.runtimeInvisibleAnnotations())
        .ifPresent(attribute -> annotations.addAll(attribute.annotations()));
    return annotations.stream()
        .filter(annotation -> annotation.className().equalsString(descriptor))
        .findFirst();
  }
}
