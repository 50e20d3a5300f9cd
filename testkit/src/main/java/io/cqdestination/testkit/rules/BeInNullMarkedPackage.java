package io.cqdestination.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Violated by a class whose package does not say that its types are not null by default. */
final class BeInNullMarkedPackage extends ArchCondition<JavaClass> {

  BeInNullMarkedPackage() {
    super("be in a @NullMarked package");
  }

  @Override
  public void check(JavaClass found, ConditionEvents events) {
    if (!found.getPackage().isAnnotatedWith(NullMarked.class)) {
      events.add(
          SimpleConditionEvent.violated(found, found.getPackageName() + " is not @NullMarked"));
    }
  }
}
