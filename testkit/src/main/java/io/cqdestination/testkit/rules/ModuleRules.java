package io.cqdestination.testkit.rules;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What holds in every module. A module's test takes them all:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "io.cqdestination.core", importOptions = DoNotIncludeTests.class)
 * class ArchitectureTest {
 *   @ArchTest static final ArchTests module = ArchTests.in(ModuleRules.class);
 *   @ArchTest static final ArchTests core = ArchTests.in(CoreRules.class);
 * }
 * }</pre>
 */
public final class ModuleRules {

  @ArchTest public static final ArchRule THE_MODULE_HOLDS_CLASSES = Rules.classesArePresent();

  @ArchTest
  public static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      Rules.packagesHaveNoCycles("io.cqdestination");

  @ArchTest
  public static final ArchRule NO_CLASS_IS_A_UTILS_HELPER_OR_MANAGER =
      Rules.classesAreNamedByWhatTheyAre();

  @ArchTest
  public static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = Rules.packagesAreNullMarked();

  @ArchTest
  public static final ArchRule NOTHING_IS_LOGGED_PAST_SLF4J = Rules.nothingIsLoggedPastSlf4j();

  private ModuleRules() {}
}
