package io.cqdestination.testkit.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;

/**
 * Violated by a dependency on what is below the root, but neither in the own part nor the centre,
 * and no mark of stability.
 */
final class KnowOnlyOwnPartAndCentre extends ArchCondition<JavaClass> {

  private static final String MARKS = "io.cqdestination.stability";

  private final String root;
  private final String centre;
  private final String[] parts;

  KnowOnlyOwnPartAndCentre(String root, String centre, String... parts) {
    super("know only its own part and " + centre);
    this.root = root;
    this.centre = centre;
    this.parts = parts.clone();
  }

  @Override
  public void check(JavaClass found, ConditionEvents events) {
    String own = Arrays.stream(parts).filter(part -> isIn(found, part)).findFirst().orElseThrow();
    for (Dependency dependency : found.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass();
      if (isIn(target, root)
          && !isIn(target, own)
          && !isIn(target, centre)
          && !isIn(target, MARKS)) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  private static boolean isIn(JavaClass found, String packageName) {
    return (found.getPackageName() + ".").startsWith(packageName + ".");
  }
}
