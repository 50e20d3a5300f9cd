package io.cqdestination.postgres.dialect;

import java.util.Collection;
import java.util.stream.Collectors;

/** SQL identifiers, always quoted. Thread-safe. */
public final class Identifiers {
  private Identifiers() {}

  /** The name in double quotes, with those inside doubled. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String qualified(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  /** The quoted names, separated by commas. */
  public static String list(Collection<String> names) {
    return names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
  }
}
