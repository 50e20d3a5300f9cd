package io.cqdestination.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is seen to fail, over samples that break it. */
class RulesTest {

  private static final String SAMPLES = "io.cqdestination.testkit.rules.samples";

  @Test
  void aCycleBetweenPackagesIsFound() {
    ArchRule rule = Rules.packagesHaveNoCycles(SAMPLES + ".cycle");

    assertBroken(rule, "cycle", "Cycle detected");
    assertHolds(Rules.packagesHaveNoCycles(SAMPLES + ".adapters"), "adapters");
  }

  @Test
  void aManagerIsFound() {
    assertBroken(ModuleRules.NO_CLASS_IS_A_UTILS_HELPER_OR_MANAGER, "manager", "TableManager");
    assertHolds(ModuleRules.NO_CLASS_IS_A_UTILS_HELPER_OR_MANAGER, "adapters");
  }

  @Test
  void anUnmarkedPackageIsFound() {
    assertBroken(ModuleRules.EVERY_PACKAGE_IS_NULL_MARKED, "unmarked", "is not @NullMarked");
  }

  @Test
  void javaUtilLoggingIsFound() {
    assertBroken(ModuleRules.NOTHING_IS_LOGGED_PAST_SLF4J, "noise", "java.util.logging");
    assertHolds(ModuleRules.NOTHING_IS_LOGGED_PAST_SLF4J, "adapters");
  }

  @Test
  void printingIsFound() {
    assertBroken(StreamRules.NOTHING_PRINTS_TO_STANDARD_STREAMS, "noise", "System.out");
    assertHolds(StreamRules.NOTHING_PRINTS_TO_STANDARD_STREAMS, "adapters");
  }

  @Test
  void aDependencyThatIsNotAllowedIsFound() {
    String core = SAMPLES + ".core..";

    assertBroken(Rules.dependsOnlyOn(core, core, "java.."), "core", "org.slf4j.Logger");
    assertHolds(Rules.dependsOnlyOn(core, core, "java..", "org.slf4j.."), "core");
  }

  @Test
  void aForbiddenDependencyIsFound() {
    String core = SAMPLES + ".core..";

    assertBroken(Rules.doesNotDependOn(core, "java.sql.."), "core", "java.sql.Connection");
    assertHolds(Rules.doesNotDependOn(core, "java.net.."), "core");
  }

  @Test
  void anAdapterThatKnowsAnotherIsFound() {
    String adapters = SAMPLES + ".adapters";
    String centre = adapters + ".centre";

    assertBroken(
        Rules.partsKnowOnlyTheCentre(SAMPLES, centre, adapters + ".first", adapters + ".second"),
        "adapters",
        "second.Knowing");
    assertHolds(Rules.partsKnowOnlyTheCentre(SAMPLES, centre, adapters + ".first"), "adapters");
  }

  @Test
  void insidesThatAreKnownOutsideAreFound() {
    String adapters = SAMPLES + ".adapters";
    String insides = adapters + ".first";

    assertBroken(
        Rules.insidesAreUnknownOutside(adapters + ".centre", insides),
        "adapters",
        "second.Knowing");
    assertHolds(Rules.insidesAreUnknownOutside(adapters + ".second", insides), "adapters");
  }

  @ParameterizedTest
  @MethodSource("allRules")
  void everyRuleFailsWhereThereIsNothingToCheck(ArchRule rule) {
    JavaClasses nothing = samples("nothing");

    assertThat(nothing).isEmpty();
    assertThatThrownBy(() -> rule.check(nothing)).isInstanceOf(AssertionError.class);
  }

  static Stream<ArchRule> allRules() {
    return Stream.of(
        ModuleRules.THE_MODULE_HOLDS_CLASSES,
        ModuleRules.PACKAGES_HAVE_NO_CYCLES,
        ModuleRules.NO_CLASS_IS_A_UTILS_HELPER_OR_MANAGER,
        ModuleRules.EVERY_PACKAGE_IS_NULL_MARKED,
        ModuleRules.NOTHING_IS_LOGGED_PAST_SLF4J,
        StreamRules.NOTHING_PRINTS_TO_STANDARD_STREAMS,
        CoreRules.CORE_DEPENDS_ON_THE_JDK_ANNOTATIONS_AND_SLF4J_ALONE,
        CoreRules.CORE_KNOWS_NEITHER_SQL_NOR_NETWORKS,
        AdapterRules.AN_ADAPTER_KNOWS_CORE_AND_NO_OTHER_ADAPTER,
        ConnectionRules.ITS_INSIDES_ARE_UNKNOWN_OUTSIDE,
        RuntimeRules.IT_KNOWS_NO_DESTINATION,
        PluginRules.IT_LEAVES_THE_PROGRAM_TO_OTHERS);
  }

  private static void assertBroken(ArchRule rule, String sample, String because) {
    assertThatThrownBy(() -> rule.check(samples(sample)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(because);
  }

  private static void assertHolds(ArchRule rule, String sample) {
    assertThatCode(() -> rule.check(samples(sample))).doesNotThrowAnyException();
  }

  private static JavaClasses samples(String name) {
    return new ClassFileImporter().importPackages(List.of(SAMPLES + "." + name));
  }
}
