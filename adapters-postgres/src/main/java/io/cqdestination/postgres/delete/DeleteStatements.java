package io.cqdestination.postgres.delete;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How rows of a table are deleted, with what belongs to them. Thread-safe. */
public interface DeleteStatements {

  /** Deletes rows and nothing else. */
  static DeleteStatements plain(String schema) {
    return with(schema, List.of());
  }

  /** Deletes rows, and has others follow what becomes of them. */
  static DeleteStatements with(String schema, List<DeletionFollower> followers) {
    return new FollowedDelete(schema, followers);
  }

  /**
   * Rows of these tables are going to be deleted.
   *
   * @param storedTables the database's names
   */
  void expect(Collection<String> storedTables);

  /**
   * What deletes, in this order: the last statement counts the rows or answers with their number,
   * those before it answer with 0. Each has the condition's parameters once.
   *
   * @param storedTable the database's name of the table, in the destination's schema
   * @param condition what stands behind WHERE, with its parameters
   * @param syncTime of the sync that does not have the rows any more; empty where it is not known
   */
  List<String> delete(String storedTable, String condition, Optional<Instant> syncTime);
}
