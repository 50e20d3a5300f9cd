package io.cqdestination.core.stability;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.cqdestination.core", importOptions = DoNotIncludeTests.class)
class StabilityTest {

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_STABLE_OR_INTERNAL =
      classes().should(new BeStableOrInternal());

  @ArchTest
  static final ArchRule WHAT_IS_STABLE_EXPOSES_NOTHING_INTERNAL =
      classes()
          .that(describe("are stable", (JavaClass type) -> StableTypes.includes(type)))
          .should(new ExposeStableTypesAlone());
}
