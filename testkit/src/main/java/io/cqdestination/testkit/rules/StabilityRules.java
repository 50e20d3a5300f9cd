package io.cqdestination.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the marks {@code @Stable} and {@code @Internal} of packages promise, in each module. */
public final class StabilityRules {

  @ArchTest
  public static final ArchRule EVERY_PACKAGE_IS_STABLE_OR_INTERNAL =
      classes().that().resideOutsideOfPackage("..generated..").should(new BeStableOrInternal());

  @ArchTest
  public static final ArchRule WHAT_IS_STABLE_EXPOSES_NOTHING_INTERNAL =
      classes()
          .that(describe("are stable", (JavaClass type) -> StableTypes.includes(type)))
          .should(new ExposeStableTypesAlone())
          .allowEmptyShould(true);

  private StabilityRules() {}
}
