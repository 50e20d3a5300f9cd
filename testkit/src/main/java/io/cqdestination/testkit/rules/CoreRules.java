package io.cqdestination.testkit.rules;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds in core, the middle of the hexagon. */
public final class CoreRules {

  private static final String CORE = "io.cqdestination.core..";

  @ArchTest
  public static final ArchRule CORE_DEPENDS_ON_THE_JDK_ANNOTATIONS_AND_SLF4J_ALONE =
      Rules.dependsOnlyOn(
          CORE, CORE, "io.cqdestination.stability..", "java..", "org.jspecify..", "org.slf4j..");

  @ArchTest
  public static final ArchRule CORE_KNOWS_NEITHER_SQL_NOR_NETWORKS =
      Rules.doesNotDependOn(CORE, "java.sql..", "java.net..");

  private CoreRules() {}
}
