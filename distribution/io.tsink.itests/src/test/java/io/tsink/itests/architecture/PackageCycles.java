package io.tsink.itests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/// Packages that use each other.
final class PackageCycles {
  private PackageCycles() {}

  /// Returns a description of each cycle.
  static List<String> in(JavaClasses classes) {
    return SlicesRuleDefinition.slices()
        .matching("(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .evaluate(classes)
        .getFailureReport()
        .getDetails();
  }
}
