package io.cqdestination.postgres.copy;

import java.util.Map;

/** The types that array elements have, as PostgreSQL's pg_type.dat fixes them. Thread-safe. */
public final class ElementTypes {
  private static final Map<String, Element> ELEMENTS =
      Map.ofEntries(
          Map.entry("boolean", new Element("bool", 16, 1000)),
          Map.entry("bytea", new Element("bytea", 17, 1001)),
          Map.entry("bigint", new Element("int8", 20, 1016)),
          Map.entry("smallint", new Element("int2", 21, 1005)),
          Map.entry("integer", new Element("int4", 23, 1007)),
          Map.entry("text", new Element("text", 25, 1009)),
          Map.entry("real", new Element("float4", 700, 1021)),
          Map.entry("double precision", new Element("float8", 701, 1022)),
          Map.entry("macaddr", new Element("macaddr", 829, 1040)),
          Map.entry("inet", new Element("inet", 869, 1041)),
          Map.entry("date", new Element("date", 1082, 1182)),
          Map.entry("time without time zone", new Element("time", 1083, 1183)),
          Map.entry("timestamp without time zone", new Element("timestamp", 1114, 1115)),
          Map.entry("numeric", new Element("numeric", 1700, 1231)),
          Map.entry("uuid", new Element("uuid", 2950, 2951)),
          Map.entry("jsonb", new Element("jsonb", 3802, 3807)));

  private ElementTypes() {}

  /**
   * A type of elements.
   *
   * @param name in pg_type
   * @param oid of the type
   * @param arrayOid of the type of its arrays
   */
  public record Element(String name, int oid, int arrayOid) {}

  /**
   * Whether arrays of a type can be made, or it is one: the types that columns of sources get.
   *
   * @param type in the catalogue's words, with or without precision
   */
  public static boolean isOneOrList(String type) {
    return ELEMENTS.containsKey(withoutPrecision(type.replace("[]", "")));
  }

  private static String withoutPrecision(String type) {
    int bracket = type.indexOf('(');
    return bracket < 0 ? type : type.substring(0, bracket);
  }

  /**
   * @param type the element type in the catalogue's words, with or without precision
   */
  public static Element of(String type) {
    Element element = ELEMENTS.get(withoutPrecision(type));
    if (element == null) {
      throw new IllegalStateException("no array of " + type);
    }
    return element;
  }

  /** The OID of {@link #of}. */
  public static int oid(String type) {
    return of(type).oid();
  }
}
