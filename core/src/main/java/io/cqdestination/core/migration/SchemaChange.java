package io.cqdestination.core.migration;

import java.time.Instant;
import java.util.List;

/** One step of a migration; {@code table} is always the stored name. Immutable. */
public sealed interface SchemaChange {
  String table();

  /** Creates the table with its columns, unique constraints and primary key; no comments. */
  record CreateTable(StoredTable definition) implements SchemaChange {
    @Override
    public String table() {
      return definition.name();
    }
  }

  /** Drops the table with its rows, and nothing that depends on it. */
  record DropTable(String table) implements SchemaChange {}

  /**
   * Gives the table with its rows and indexes another name, which tells the time.
   *
   * @param at the time
   * @param indexes names of all its indexes, which the new table may want
   */
  record RenameTable(String table, Instant at, List<String> indexes) implements SchemaChange {
    public RenameTable {
      indexes = List.copyOf(indexes);
    }
  }

  /**
   * Gives the table the rights that others have on the one that was renamed.
   *
   * @param at the time of {@link RenameTable}
   */
  record CopyGrants(String table, Instant at) implements SchemaChange {}

  /** Adds a nullable column without constraints. */
  record AddColumn(String table, StoredColumn column) implements SchemaChange {}

  /** Drops the unique constraint over one column. */
  record DropUniqueConstraint(String table, String column, String constraint)
      implements SchemaChange {}

  /**
   * Moves the primary key to another column, as one change where the database can.
   *
   * @param from the key that goes; the new one takes its name
   * @param to the only column of the new key, already NOT NULL
   * @param nullable columns of the old key that may hold NULL from now on
   */
  record MovePrimaryKey(String table, StoredKey from, String to, List<String> nullable)
      implements SchemaChange {
    public MovePrimaryKey {
      nullable = List.copyOf(nullable);
    }
  }

  /** Changes the column's type to one that has all its values; the rows stay. */
  record WidenColumn(String table, String column, String type) implements SchemaChange {}

  /**
   * Changes the column's type to one that has all values that are there, and nothing where one of
   * them would be lost.
   */
  record ConvertColumn(String table, String column, String from, String to)
      implements SchemaChange {}

  /** Lets the column hold NULL. */
  record AllowNull(String table, String column) implements SchemaChange {}

  /** Sets the table's comment. */
  record CommentTable(String table, String text) implements SchemaChange {}

  /** Sets a column's comment. */
  record CommentColumn(String table, String column, String text) implements SchemaChange {}

  /** Creates an index unless one of its name is there. */
  record CreateIndex(String table, StoredIndex index) implements SchemaChange {}
}
