package io.tsink.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureExtension;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

/// What several feature documents ask for together: bundles with their start levels,
/// configurations, framework properties.
///
/// Documents are those of OSGi Compendium R8, chapter 159. Two extensions are read: the documents
/// that `tsink-requires` lists must come along; `framework-launching-properties` (chapter 160)
/// lists `name=value` lines. The start level of a bundle is its metadata `start-order`.
record FeatureSet(
    SequencedSet<String> names,
    SequencedMap<ID, Integer> bundles,
    Map<String, Map<String, Object>> configurations,
    Map<String, String> frameworkProperties) {

  private static final String REQUIRES = "tsink-requires";
  private static final String FRAMEWORK_PROPERTIES = "framework-launching-properties";
  private static final String START_ORDER = "start-order";
  private static final String OPTIONAL = "optional";
  private static final String SUFFIX = ".json";

  /// Reads documents and, before each, the ones it requires.
  ///
  /// @throws LaunchException when a document is missing, unreadable, or two disagree on a version
  static FeatureSet read(Path folder, List<String> names) throws LaunchException {
    FeatureSet set =
        new FeatureSet(
            new LinkedHashSet<>(), new LinkedHashMap<>(), new TreeMap<>(), new TreeMap<>());
    FeatureService service = service();
    for (String name : names) {
      set.add(folder, name, service);
    }
    return set;
  }

  /// Returns the names of the documents of a folder that are not of the category `optional`.
  static List<String> standard(Path folder) throws LaunchException {
    FeatureService service = service();
    List<String> names = new ArrayList<>();
    for (String name : available(folder)) {
      if (!document(folder, name, service).getCategories().contains(OPTIONAL)) {
        names.add(name);
      }
    }
    return names;
  }

  /// Returns the names of the documents of a folder.
  static List<String> available(Path folder) throws LaunchException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new LaunchException("%s: no folder of feature documents".formatted(folder), e);
    }
  }

  private static FeatureService service() throws LaunchException {
    return ServiceLoader.load(FeatureService.class, FeatureSet.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new LaunchException("no reader of feature documents in lib/"));
  }

  private void add(Path folder, String name, FeatureService service) throws LaunchException {
    if (!names.add(name)) {
      return;
    }
    Feature feature = document(folder, name, service);
    for (String required : lines(feature, REQUIRES)) {
      add(folder, required, service);
    }
    for (FeatureBundle bundle : feature.getBundles()) {
      add(name, bundle);
    }
    feature
        .getConfigurations()
        .forEach(
            (pid, configuration) ->
                configurations
                    .computeIfAbsent(pid, _ -> new TreeMap<>())
                    .putAll(configuration.getValues()));
    for (String line : lines(feature, FRAMEWORK_PROPERTIES)) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new LaunchException(
            "feature %s: framework property \"%s\", expected name=value".formatted(name, line));
      }
      frameworkProperties.put(line.substring(0, equals), line.substring(equals + 1));
    }
  }

  private void add(String feature, FeatureBundle bundle) throws LaunchException {
    ID id = bundle.getID();
    for (ID other : bundles.keySet()) {
      if (other.getGroupId().equals(id.getGroupId())
          && other.getArtifactId().equals(id.getArtifactId())
          && !other.getVersion().equals(id.getVersion())) {
        throw new LaunchException(
            "feature %s names %s, another feature names %s".formatted(feature, id, other));
      }
    }
    Object level = bundle.getMetadata().get(START_ORDER);
    if (level == null) {
      throw new LaunchException("feature %s: %s has no %s".formatted(feature, id, START_ORDER));
    }
    int number = Integer.parseInt(level.toString());
    if (number < 1 || number > Platform.LAST_LEVEL) {
      throw new LaunchException(
          "feature %s: %s has %s %d, expected 1 to %d"
              .formatted(feature, id, START_ORDER, number, Platform.LAST_LEVEL));
    }
    bundles.putIfAbsent(id, number);
  }

  private static Feature document(Path folder, String name, FeatureService service)
      throws LaunchException {
    Path file = folder.resolve(name + SUFFIX);
    if (!Files.isRegularFile(file)) {
      throw new LaunchException(
          "features: no document \"%s\" in %s, expected one of %s"
              .formatted(name, folder, String.join(", ", available(folder))));
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      return service.readFeature(reader);
    } catch (IOException | RuntimeException e) { // the reader's own kinds of syntax error differ
      throw new LaunchException(
          "%s: not a feature document: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<String> lines(Feature feature, String extension) {
    FeatureExtension found = feature.getExtensions().get(extension);
    return found == null ? List.of() : found.getText();
  }
}
