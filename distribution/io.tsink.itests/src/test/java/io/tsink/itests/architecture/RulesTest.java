package io.tsink.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tsink.itests.architecture.fixture.one.One;
import io.tsink.itests.architecture.fixture.two.Two;
import org.junit.jupiter.api.Test;

/// The rules see what they are there to see.
final class RulesTest {
  private final JavaClasses guilty = new ClassFileImporter().importPackagesOf(One.class, Two.class);

  @Test
  void packages_that_use_each_other_are_a_cycle() {
    assertThat(PackageCycles.in(guilty)).singleElement().asString().contains("fixture.one");
  }

  @Test
  void a_library_in_an_exported_signature_is_found_inside_type_arguments() {
    String one = One.class.getName();

    assertThat(ForeignTypes.in(guilty))
        .contains(one + ".loggers(" + Two.class.getName() + ") shows org.slf4j.Logger");
  }
}
