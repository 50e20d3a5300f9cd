package io.cqdestination.postgres.copy;

import java.util.Map;

/** OIDs of the types that array elements have; fixed in PostgreSQL's pg_type.dat. Thread-safe. */
public final class ElementTypes {
  private static final Map<String, Integer> OIDS =
      Map.ofEntries(
          Map.entry("boolean", 16),
          Map.entry("bytea", 17),
          Map.entry("bigint", 20),
          Map.entry("smallint", 21),
          Map.entry("integer", 23),
          Map.entry("text", 25),
          Map.entry("real", 700),
          Map.entry("double precision", 701),
          Map.entry("macaddr", 829),
          Map.entry("inet", 869),
          Map.entry("date", 1082),
          Map.entry("time without time zone", 1083),
          Map.entry("timestamp without time zone", 1114),
          Map.entry("numeric", 1700),
          Map.entry("uuid", 2950),
          Map.entry("jsonb", 3802));

  private ElementTypes() {}

  /**
   * @param type the element type in the catalogue's words, with or without precision
   */
  public static int oid(String type) {
    int bracket = type.indexOf('(');
    Integer oid = OIDS.get(bracket < 0 ? type : type.substring(0, bracket));
    if (oid == null) {
      throw new IllegalStateException("no array of " + type);
    }
    return oid;
  }
}
