package io.cqdestination.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Violated by a class whose package is neither stable nor internal, or says that it is both. */
final class BeStableOrInternal extends ArchCondition<JavaClass> {

  BeStableOrInternal() {
    super("be in a package that is either @Stable or @Internal");
  }

  @Override
  public void check(JavaClass found, ConditionEvents events) {
    if (StableTypes.marks(found).size() != 1) {
      events.add(
          SimpleConditionEvent.violated(
              found, found.getPackageName() + " has to be one of @Stable and @Internal"));
    }
  }
}
