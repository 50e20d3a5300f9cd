package io.cqdestination.testkit.rules;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds in a plugin, which is its destination in a program that knows all else. */
public final class PluginRules {

  @ArchTest
  public static final ArchRule IT_LEAVES_THE_PROGRAM_TO_OTHERS =
      Rules.doesNotDependOn(
          "io.cqdestination.app..",
          "ch.qos.logback..",
          "io.cqdestination.grpc..",
          "io.opentelemetry..",
          "picocli..");

  private PluginRules() {}
}
