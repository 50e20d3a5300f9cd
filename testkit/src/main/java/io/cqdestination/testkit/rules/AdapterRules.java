package io.cqdestination.testkit.rules;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds in the adapters around core. */
public final class AdapterRules {

  @ArchTest
  public static final ArchRule AN_ADAPTER_KNOWS_CORE_AND_NO_OTHER_ADAPTER =
      Rules.partsKnowOnlyTheCentre(
          "io.cqdestination",
          "io.cqdestination.core",
          "io.cqdestination.grpc",
          "io.cqdestination.parquet",
          "io.cqdestination.jdbc",
          "io.cqdestination.postgres",
          "io.cqdestination.openai");

  private AdapterRules() {}
}
