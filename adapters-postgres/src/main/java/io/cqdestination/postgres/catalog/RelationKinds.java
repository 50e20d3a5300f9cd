package io.cqdestination.postgres.catalog;

import io.cqdestination.core.migration.RelationKind;

/** The letters of {@code pg_class.relkind}. Pure. */
final class RelationKinds {
  /** A table of another server: takes rows, is never changed. */
  static final RelationKind FOREIGN_TABLE = new RelationKind("a foreign table", true);

  static final RelationKind MATERIALIZED_VIEW = new RelationKind("a materialized view", false);
  static final RelationKind INDEX = new RelationKind("an index", false);
  static final RelationKind SEQUENCE = new RelationKind("a sequence", false);
  static final RelationKind COMPOSITE_TYPE = new RelationKind("a composite type", false);

  private RelationKinds() {}

  static RelationKind of(String letter) {
    return switch (letter) {
      case "r", "p" -> RelationKind.TABLE;
      case "f" -> FOREIGN_TABLE;
      case "v" -> RelationKind.VIEW;
      case "m" -> MATERIALIZED_VIEW;
      case "i", "I" -> INDEX;
      case "S" -> SEQUENCE;
      case "c" -> COMPOSITE_TYPE;
      default -> RelationKind.OTHER;
    };
  }
}
