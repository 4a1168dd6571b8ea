package io.tsink.itests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Types of libraries in the signatures that a bundle exports.
///
/// A library that shows in none can be private to its bundle, so that it needs no OSGi headers and
/// its version binds nobody.
final class ForeignTypes {
  private static final String EXPORT = "org.osgi.annotation.bundle.Export";
  private static final List<String> NOT_FOREIGN = List.of("io.tsink.", "java.", "javax.");

  private ForeignTypes() {}

  /// Returns `MEMBER shows TYPE` for each.
  static Set<String> in(JavaClasses classes) {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : classes) {
      if (isExported(type) && isVisible(type.getModifiers())) {
        supertypes(type)
            .filter(ForeignTypes::isForeign)
            .forEach(foreign -> found.add(type.getName() + " shows " + foreign.getName()));
        type.getMembers().stream()
            .filter(member -> isVisible(member.getModifiers()))
            .forEach(member -> addForeign(member, found));
      }
    }
    return found;
  }

  private static void addForeign(JavaMember member, Set<String> found) {
    member.getAllInvolvedRawTypes().stream()
        .map(JavaClass::getBaseComponentType)
        .filter(ForeignTypes::isForeign)
        .forEach(foreign -> found.add(member.getFullName() + " shows " + foreign.getName()));
  }

  private static Stream<JavaClass> supertypes(JavaClass type) {
    return Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
  }

  private static boolean isForeign(JavaClass type) {
    return !type.isPrimitive() && NOT_FOREIGN.stream().noneMatch(type.getName()::startsWith);
  }

  private static boolean isExported(JavaClass type) {
    return type.getPackage()
        .tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(EXPORT))
        .orElse(false);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }
}
