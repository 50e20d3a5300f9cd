package io.cqdestination.core.stability;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;

/** What other projects see of core. */
final class StableTypes {

  private StableTypes() {}

  static boolean includes(JavaClass type) {
    return type.getPackage().isAnnotatedWith(Stable.class) && isPublic(type);
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(StableTypes::isPublic).orElse(true);
  }
}
