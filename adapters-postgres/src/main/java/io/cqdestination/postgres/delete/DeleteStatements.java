package io.cqdestination.postgres.delete;

import io.cqdestination.postgres.dialect.Identifiers;

/** How rows of a table are deleted, with what belongs to them. Thread-safe. */
@FunctionalInterface
public interface DeleteStatements {

  /** Deletes rows and nothing else. */
  static DeleteStatements plain(String schema) {
    return (table, condition) ->
        "DELETE FROM %s WHERE %s".formatted(Identifiers.qualified(schema, table), condition);
  }

  /**
   * A statement that deletes; it counts the rows or answers with their number.
   *
   * @param storedTable the database's name of the table, in the destination's schema
   * @param condition what stands behind WHERE, with its parameters
   */
  String delete(String storedTable, String condition);
}
