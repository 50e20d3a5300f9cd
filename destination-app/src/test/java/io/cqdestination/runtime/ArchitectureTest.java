package io.cqdestination.runtime;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.cqdestination.testkit.rules.ModuleRules;
import io.cqdestination.testkit.rules.RuntimeRules;
import io.cqdestination.testkit.rules.StabilityRules;

@AnalyzeClasses(packages = "io.cqdestination.runtime", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests module = ArchTests.in(ModuleRules.class);
  @ArchTest static final ArchTests runtime = ArchTests.in(RuntimeRules.class);
  @ArchTest static final ArchTests stability = ArchTests.in(StabilityRules.class);
}
