package io.cqdestination.postgres.vector;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words for pgvector's types. The catalogue qualifies them only where their schema is not on the
 * search path. Pure.
 */
final class VectorTypeNames {
  private static final Pattern TYPE =
      Pattern.compile("(?:.+\\.)?((?:vector|halfvec)(?:\\(\\d+\\))?)", Pattern.DOTALL);

  private VectorTypeNames() {}

  static boolean isVector(String type) {
    return TYPE.matcher(type).matches();
  }

  /** The type without its schema; other types as they are. */
  static String unqualified(String type) {
    Matcher matcher = TYPE.matcher(type);
    return matcher.matches() ? matcher.group(1) : type;
  }
}
