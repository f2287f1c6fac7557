package org.quantonium;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.quantonium");

  private static final JavaClasses FIXTURES =
      new ClassFileImporter().importPackages("org.quantonium.fixtures");

  @ParameterizedTest
  @EnumSource
  void holds_in_production_code(Rule rule) {
    rule.holds.check(PRODUCTION);
  }

  @ParameterizedTest
  @EnumSource
  void is_seen_to_be_broken(Rule rule) {
    assertThat(rule.breakers).isNotEmpty();
    for (List<Class<?>> broken : rule.breakers) {
      JavaClasses fixtures = FIXTURES.that(belongToAnyOf(broken.toArray(Class<?>[]::new)));

      assertThatThrownBy(() -> rule.holds.check(fixtures))
          .as("%s by %s", rule, broken)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(broken.get(0).getSimpleName());
    }
  }

  @Test
  void every_package_has_a_row_in_the_table_of_arrows() {
    Set<String> packages = new TreeSet<>();
    PRODUCTION.forEach(type -> packages.add(type.getPackageName()));

    assertThat(packages).allMatch(name -> name.matches("org\\.quantonium\\.[a-z]+"));
    assertThat(packages)
        .extracting(name -> name.substring("org.quantonium.".length()))
        .isSubsetOf(Arrows.MAY_USE.keySet());
  }

  @Test
  void the_table_of_arrows_has_no_circle() {
    Set<String> remaining = new TreeSet<>(Arrows.MAY_USE.keySet());
    while (remaining.removeIf(
        name -> Arrows.MAY_USE.get(name).stream().noneMatch(remaining::contains))) {
      // Packages that use nothing that remains are at the bottom: off with them.
    }

    assertThat(remaining).isEmpty();
  }

  @Test
  void production_code_is_what_is_checked() {
    assertThat(PRODUCTION).hasSizeGreaterThan(80);
    assertThat(PRODUCTION)
        .noneMatch(type -> type.getPackageName().contains("fixtures"))
        .anyMatch(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
  }
}
