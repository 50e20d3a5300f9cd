package io.cqdestination.postgres;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.cqdestination.testkit.rules.AdapterRules;
import io.cqdestination.testkit.rules.ConnectionRules;
import io.cqdestination.testkit.rules.ModuleRules;
import io.cqdestination.testkit.rules.StabilityRules;
import io.cqdestination.testkit.rules.StreamRules;

@AnalyzeClasses(packages = "io.cqdestination.postgres", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests module = ArchTests.in(ModuleRules.class);
  @ArchTest static final ArchTests adapter = ArchTests.in(AdapterRules.class);
  @ArchTest static final ArchTests stream = ArchTests.in(StreamRules.class);
  @ArchTest static final ArchTests connection = ArchTests.in(ConnectionRules.class);
  @ArchTest static final ArchTests stability = ArchTests.in(StabilityRules.class);
}
