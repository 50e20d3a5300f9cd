package io.cqdestination.testkit.rules;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds in the adapters that issue passwords for connections. */
public final class IssuerRules {

  @ArchTest
  public static final ArchRule AN_ISSUER_KNOWS_CONNECTIONS_AND_NO_OTHER_ADAPTER =
      Rules.partsKnowOnlyTheCentre(
          "io.cqdestination",
          "io.cqdestination.postgres.connection",
          "io.cqdestination.aws",
          "io.cqdestination.databricks");

  private IssuerRules() {}
}
