package io.cqdestination.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What other projects see of this one, by the marks of its packages. */
final class StableTypes {
  private static final String MARKS = "io.cqdestination.stability.";

  private StableTypes() {}

  /** Whether the package is {@code @Stable}, and no type around the type is hidden. */
  static boolean includes(JavaClass type) {
    return marks(type).contains("Stable") && isPublic(type);
  }

  /** The simple names of the marks of the type's package, of which there should be one. */
  static Set<String> marks(JavaClass type) {
    return Arrays.stream(type.reflect().getPackage().getAnnotations())
        .map(Annotation::annotationType)
        .map(Class::getName)
        .filter(name -> name.startsWith(MARKS))
        .map(name -> name.substring(MARKS.length()))
        .collect(Collectors.toSet());
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(StableTypes::isPublic).orElse(true);
  }
}
