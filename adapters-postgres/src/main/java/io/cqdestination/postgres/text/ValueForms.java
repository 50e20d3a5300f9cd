package io.cqdestination.postgres.text;

import io.cqdestination.postgres.copy.ElementTypes;

/** Chooses the form of a type. Thread-safe. */
public final class ValueForms {
  private static final String ARRAY = "[]";

  private ValueForms() {}

  /**
   * @param type in the catalogue's words, such as {@code numeric(20,0)} or {@code text[]}
   */
  public static ValueForm of(String type) {
    if (type.endsWith(ARRAY)) {
      String element = type.substring(0, type.length() - ARRAY.length());
      return new ArrayForm(ElementTypes.oid(element), of(element));
    }
    int bracket = type.indexOf('(');
    return switch (bracket < 0 ? type : type.substring(0, bracket)) {
      case "boolean" -> NumberForm.BOOLEAN;
      case "smallint" -> NumberForm.INT2;
      case "integer" -> NumberForm.INT4;
      case "bigint" -> NumberForm.INT8;
      case "real" -> NumberForm.FLOAT4;
      case "double precision" -> NumberForm.FLOAT8;
      case "numeric" -> NumericForm.INSTANCE;
      case "text" -> BytesForm.TEXT;
      case "bytea" -> BytesForm.BYTEA;
      case "jsonb" -> BytesForm.JSONB;
      case "uuid" -> BytesForm.UUID;
      case "inet" -> BytesForm.INET;
      case "macaddr" -> BytesForm.MACADDR;
      case "date" -> TimeForm.DATE;
      case "time without time zone" -> TimeForm.TIME;
      case "timestamp without time zone" -> TimeForm.TIMESTAMP;
      default -> throw new IllegalStateException("no form of " + type);
    };
  }
}
