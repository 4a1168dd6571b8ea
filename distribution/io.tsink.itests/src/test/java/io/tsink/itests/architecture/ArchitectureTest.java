package io.tsink.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each module of the tree keeps to docs/architecture.md.
final class ArchitectureTest {
  private static final Map<Module, JavaClasses> LOADED = new HashMap<>();

  static Iterable<Module> modules() throws IOException {
    return Module.all();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void its_classes_lie_in_packages_of_its_name(Module module) throws IOException {
    Arrows arrows = arrows();

    assertThat(load(module))
        .extracting(JavaClass::getPackageName)
        .allMatch(name -> arrows.moduleOf(name).equals(Optional.of(module.name())));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void it_uses_what_the_table_allows(Module module) throws IOException {
    Arrows arrows = arrows();
    Set<String> objections = new TreeSet<>();

    for (JavaClass user : load(module)) {
      for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass().getBaseComponentType();
        if (!used.isPrimitive()) {
          arrows
              .objection(module.name(), user.getPackageName(), used.getName())
              .or(() -> EngineRows.objection(user.getPackageName(), used.getPackageName()))
              .ifPresent(objection -> objections.add(objection + ": " + user.getName()));
        }
      }
    }

    assertThat(objections).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void its_packages_have_no_cycle(Module module) {
    assertThat(PackageCycles.in(load(module))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void its_exported_signatures_show_no_library(Module module) {
    assertThat(ForeignTypes.in(load(module))).isEmpty();
  }

  private static JavaClasses load(Module module) {
    return LOADED.computeIfAbsent(module, Module::load);
  }

  private static Arrows arrows() throws IOException {
    return new Arrows(Module.all().stream().map(Module::name).toList());
  }
}
