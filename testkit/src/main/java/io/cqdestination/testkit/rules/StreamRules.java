package io.cqdestination.testkit.rules;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds where standard output is the log: everywhere but in the commands a person calls. */
public final class StreamRules {

  @ArchTest public static final ArchRule NOTHING_PRINTS_TO_STANDARD_STREAMS = Rules.nothingPrints();

  private StreamRules() {}
}
