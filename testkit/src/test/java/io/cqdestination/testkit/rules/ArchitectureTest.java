package io.cqdestination.testkit.rules;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

@AnalyzeClasses(packages = "io.cqdestination.testkit", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests module = ArchTests.in(ModuleRules.class);
  @ArchTest static final ArchTests stability = ArchTests.in(StabilityRules.class);
}
