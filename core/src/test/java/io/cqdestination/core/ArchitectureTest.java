package io.cqdestination.core;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.cqdestination.testkit.rules.CoreRules;
import io.cqdestination.testkit.rules.ModuleRules;
import io.cqdestination.testkit.rules.StabilityRules;
import io.cqdestination.testkit.rules.StreamRules;

@AnalyzeClasses(packages = "io.cqdestination.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests module = ArchTests.in(ModuleRules.class);
  @ArchTest static final ArchTests core = ArchTests.in(CoreRules.class);
  @ArchTest static final ArchTests stream = ArchTests.in(StreamRules.class);
  @ArchTest static final ArchTests stability = ArchTests.in(StabilityRules.class);
}
