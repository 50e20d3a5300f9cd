package io.cqdestination.core.sync;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import java.time.Instant;
import java.util.List;

/** What a client asks a destination to do to its tables, in the order in which it takes effect. */
public sealed interface WriteMessage {

  /** Make the table able to take the columns described. */
  record MigrateTable(Table table, MigrationMode mode) implements WriteMessage {}

  /**
   * Add rows, or replace those with the same primary key.
   *
   * <p>Whether there is a key says the record's own table: without one every row is added. With one
   * a row replaces the row of the same key, and of several rows of one key the last one stays, in a
   * batch as well as over several. A column that the database has and the record lacks keeps its
   * value where a row is replaced.
   *
   * <p>The table in the database may have another key. Rows are refused, and not doubled, where
   * those of the same key cannot be found by it; rows without a key replace none, and are refused
   * where the database does not let them stand beside one.
   */
  record InsertRecord(RecordBatch batch) implements WriteMessage {}

  /** Delete rows of a table, and perhaps of others with them. */
  sealed interface Deletion extends WriteMessage {
    /** The table named in the message. */
    String tableName();
  }

  /**
   * Delete the rows of a source that its newest sync did not bring: those of which {@code
   * _cq_source_name} is the source's and {@code _cq_sync_time} is before the time.
   *
   * @param syncTime rows synced strictly before it go; those synced at that very time stay
   */
  record DeleteStale(String tableName, String sourceName, Instant syncTime) implements Deletion {}

  /**
   * Delete the rows that match, and the rows that descend from them.
   *
   * @param where groups that must all match; none means every row
   * @param relations the tables below, in any order
   */
  record DeleteRecord(String tableName, List<PredicateGroup> where, List<TableRelation> relations)
      implements Deletion {
    public DeleteRecord {
      where = List.copyOf(where);
      relations = List.copyOf(relations);
    }
  }

  /**
   * Predicates joined by AND or OR; an empty group matches every row.
   *
   * @param anyOf whether one matching predicate is enough
   */
  record PredicateGroup(boolean anyOf, List<Predicate> predicates) {
    public PredicateGroup {
      predicates = List.copyOf(predicates);
    }
  }

  /**
   * A column equals a value.
   *
   * @param value a record with one column and one row
   */
  record Predicate(String columnName, RecordBatch value) {}

  /** Rows of {@code tableName} name their parent row by {@code _cq_parent_id}. */
  record TableRelation(String tableName, String parentTable) {}
}
