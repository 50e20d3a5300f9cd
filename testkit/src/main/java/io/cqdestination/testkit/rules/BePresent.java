package io.cqdestination.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;

/** Satisfied by any class; violated when there is none, whatever ArchUnit's configuration says. */
final class BePresent extends ArchCondition<JavaClass> {

  private boolean empty;

  BePresent() {
    super("be present");
  }

  @Override
  public void init(Collection<JavaClass> classes) {
    empty = classes.isEmpty();
  }

  @Override
  public void check(JavaClass found, ConditionEvents events) {}

  @Override
  public void finish(ConditionEvents events) {
    if (empty) {
      events.add(SimpleConditionEvent.violated(this, "no class was found"));
    }
  }
}
