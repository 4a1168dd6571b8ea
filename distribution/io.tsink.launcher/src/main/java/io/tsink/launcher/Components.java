package io.tsink.launcher;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Declarative Services says about components that do not run.
///
/// Its runtime service is called reflectively: its types come from a bundle, and the same types on
/// the launcher's class path would be different ones.
///
/// @param failed components of the server itself whose activation threw, with the reason
/// @param waiting components that miss a configuration or a service, with what they miss, and those
///     of dropped-in bundles whose activation threw
record Components(List<String> failed, List<String> waiting) {
  static final String RUNTIME = "org.osgi.service.component.runtime.ServiceComponentRuntime";
  private static final int UNSATISFIED_CONFIGURATION = 1;
  private static final int UNSATISFIED_REFERENCE = 2;
  private static final int FAILED_ACTIVATION = 16;

  /// Asks Declarative Services; without them there is nothing to tell.
  ///
  /// @param runtime the service of the type [#RUNTIME]
  /// @param own ids of the bundles of the server itself
  static Components of(@Nullable Object runtime, Set<Long> own) {
    Components found = new Components(new ArrayList<>(), new ArrayList<>());
    if (runtime != null) {
      try {
        found.ask(runtime, own);
      } catch (ReflectiveOperationException e) {
        found.waiting.add("Declarative Services does not tell: " + e.getMessage());
      }
    }
    return found;
  }

  private void ask(Object runtime, Set<Long> own) throws ReflectiveOperationException {
    Class<?> type = Class.forName(RUNTIME, false, runtime.getClass().getClassLoader());
    Class<?> bundles = Class.forName("[Lorg.osgi.framework.Bundle;");
    Object none = Array.newInstance(bundles.componentType(), 0);
    Object descriptions =
        type.getMethod("getComponentDescriptionDTOs", bundles).invoke(runtime, none);
    for (Object description : (Collection<?>) descriptions) {
      String name = String.valueOf(field(description, "name"));
      long bundle = id(field(description, "bundle"));
      Collection<?> configurations =
          (Collection<?>)
              type.getMethod("getComponentConfigurationDTOs", description.getClass())
                  .invoke(runtime, description);
      if (configurations.isEmpty()) {
        waiting.add(name + " waits for its configuration");
      }
      for (Object configuration : configurations) {
        add(name, configuration, own.contains(bundle) ? failed : waiting);
      }
    }
  }

  private void add(String name, Object configuration, List<String> failures)
      throws ReflectiveOperationException {
    switch ((int) configuration.getClass().getField("state").get(configuration)) {
      case UNSATISFIED_CONFIGURATION -> waiting.add(name + " waits for its configuration");
      case UNSATISFIED_REFERENCE -> {
        Object references = field(configuration, "unsatisfiedReferences");
        int count = references == null ? 0 : Array.getLength(references);
        for (int i = 0; i < count; i++) {
          Object missing = Array.get(references, i);
          Object target = field(missing, "target");
          waiting.add(
              "%s waits for its service \"%s\"%s"
                  .formatted(
                      name, field(missing, "name"), target == null ? "" : " with " + target));
        }
      }
      case FAILED_ACTIVATION ->
          failures.add(
              "%s does not start: %s"
                  .formatted(name, reason(String.valueOf(field(configuration, "failure")))));
      default -> {
        // satisfied or active
      }
    }
  }

  private static long id(@Nullable Object bundle) throws ReflectiveOperationException {
    return bundle == null ? -1 : bundle.getClass().getField("id").getLong(bundle);
  }

  private static @Nullable Object field(Object from, String name)
      throws ReflectiveOperationException {
    return from.getClass().getField(name).get(from);
  }

  /// The message of the innermost exception of a printed stack trace.
  static String reason(String stackTrace) {
    String innermost =
        stackTrace
            .lines()
            .filter(line -> line.startsWith("Caused by: "))
            .map(line -> line.substring("Caused by: ".length()))
            .reduce(stackTrace.lines().findFirst().orElse(""), (_, later) -> later);
    int colon = innermost.indexOf(": ");
    boolean classFirst = colon > 0 && innermost.substring(0, colon).indexOf(' ') < 0;
    return classFirst ? innermost.substring(colon + 2) : innermost;
  }
}
