package io.cqdestination.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Arrays;

/**
 * The sentences behind the rules, for any packages, so that each can be seen to fail. Each fails
 * when there is no class it speaks of.
 */
final class Rules {

  private Rules() {}

  static ArchRule classesArePresent() {
    return classes().should(new BePresent()).allowEmptyShould(true).as("the module holds classes");
  }

  /** Generated classes are left out: nobody chose their packages. */
  static ArchRule packagesHaveNoCycles(String root) {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(resideInAPackage("..generated.."), alwaysTrue())
        .as("packages have no cycles");
  }

  static ArchRule classesAreNamedByWhatTheyAre() {
    return noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Helpers")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .as("no class is a utils, helper or manager");
  }

  static ArchRule packagesAreNullMarked() {
    return classes()
        .that()
        .resideOutsideOfPackage("..generated..")
        .should(new BeInNullMarkedPackage())
        .as("every package is @NullMarked");
  }

  static ArchRule nothingIsLoggedPastSlf4j() {
    // Not "depend on": a DataSource has to have a method that would give such a logger.
    return noClasses()
        .should()
        .accessClassesThat()
        .resideInAPackage("java.util.logging..")
        .as("nothing is logged past SLF4J");
  }

  static ArchRule nothingPrints() {
    return GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.as(
        "nothing prints to standard streams");
  }

  static ArchRule dependsOnlyOn(String from, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(from)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .as(from + " depends on nothing but " + String.join(", ", allowed));
  }

  static ArchRule doesNotDependOn(String from, String... forbidden) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .as(from + " does not depend on " + String.join(", ", forbidden));
  }

  /** Classes that are neither in the whole nor below it know nothing of its insides. */
  static ArchRule insidesAreUnknownOutside(String whole, String... insides) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(andBelow(whole))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Arrays.stream(insides).map(Rules::andBelow).toArray(String[]::new))
        .as("nobody outside of " + whole + " knows " + String.join(", ", insides));
  }

  /** Of what is below root, a class in a part may know its own part and the centre. */
  static ArchRule partsKnowOnlyTheCentre(String root, String centre, String... parts) {
    return classes()
        .that(resideInAnyPackage(Arrays.stream(parts).map(Rules::andBelow).toArray(String[]::new)))
        .should(new KnowOnlyOwnPartAndCentre(root, centre, parts))
        .as("an adapter knows core and no other adapter");
  }

  private static String andBelow(String packageName) {
    return packageName + "..";
  }
}
