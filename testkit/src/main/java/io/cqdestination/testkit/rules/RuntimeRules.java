package io.cqdestination.testkit.rules;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds in the program around a destination. */
public final class RuntimeRules {

  private static final String RUNTIME = "io.cqdestination.runtime..";

  @ArchTest
  public static final ArchRule IT_KNOWS_NO_DESTINATION =
      Rules.doesNotDependOn(
          RUNTIME,
          "io.cqdestination.app..",
          "io.cqdestination.aws..",
          "io.cqdestination.databricks..",
          "io.cqdestination.openai..",
          "io.cqdestination.postgres..",
          "java.sql..");

  private RuntimeRules() {}
}
