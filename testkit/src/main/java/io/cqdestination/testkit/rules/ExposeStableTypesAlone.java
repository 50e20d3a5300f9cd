package io.cqdestination.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/**
 * Violated by a class that other projects see when its public supertypes, or what its public and
 * protected members, inherited ones too, take, return or throw, are types of this project that
 * others do not see.
 */
final class ExposeStableTypesAlone extends ArchCondition<JavaClass> {

  ExposeStableTypesAlone() {
    super("expose nothing but stable types");
  }

  @Override
  public void check(JavaClass found, ConditionEvents events) {
    Stream.concat(supertypes(found), members(found))
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getBaseComponentType)
        .filter(type -> type.getPackageName().startsWith("io.cqdestination"))
        .filter(type -> !StableTypes.includes(type))
        .distinct()
        .forEach(type ->
            events.add(
                SimpleConditionEvent.violated(
                    found, found.getName() + " exposes " + type.getName())));
  }

  private static Stream<JavaType> supertypes(JavaClass found) {
    return Stream.concat(found.getSuperclass().stream(), found.getInterfaces().stream())
        .filter(type -> type.toErasure().getModifiers().contains(JavaModifier.PUBLIC));
  }

  private static Stream<JavaType> members(JavaClass found) {
    return found.getAllMembers().stream()
        .filter(ExposeStableTypesAlone::isForOthers)
        .flatMap(ExposeStableTypesAlone::types);
  }

  private static boolean isForOthers(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaType> types(JavaMember member) {
    if (member instanceof JavaCodeUnit code) {
      return Stream.of(
              Stream.of(code.getReturnType()),
              code.getParameterTypes().stream(),
              code.getExceptionTypes().stream())
          .flatMap(types -> types);
    }
    return member.getAllInvolvedRawTypes().stream().map(type -> type);
  }
}
