package io.cqdestination.postgres.catalog;

import io.cqdestination.core.migration.RelationKind;

/** The letters of {@code pg_class.relkind}. Pure. */
final class RelationKinds {
  private RelationKinds() {}

  static RelationKind of(String letter) {
    return switch (letter) {
      case "r", "p" -> RelationKind.TABLE;
      case "f" -> RelationKind.FOREIGN_TABLE;
      case "v" -> RelationKind.VIEW;
      case "m" -> RelationKind.MATERIALIZED_VIEW;
      case "i", "I" -> RelationKind.INDEX;
      case "S" -> RelationKind.SEQUENCE;
      case "c" -> RelationKind.COMPOSITE_TYPE;
      default -> RelationKind.OTHER;
    };
  }
}
