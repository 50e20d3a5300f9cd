package io.cqdestination.testkit.rules;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds for the module of connections, and where it is used. */
public final class ConnectionRules {
  private static final String CONNECTION = "io.cqdestination.postgres.connection";

  @ArchTest
  public static final ArchRule ITS_INSIDES_ARE_UNKNOWN_OUTSIDE =
      Rules.insidesAreUnknownOutside(
          CONNECTION,
          CONNECTION + ".kerberos",
          CONNECTION + ".parsing",
          CONNECTION + ".silence",
          CONNECTION + ".socket",
          CONNECTION + ".tls");

  private ConnectionRules() {}
}
