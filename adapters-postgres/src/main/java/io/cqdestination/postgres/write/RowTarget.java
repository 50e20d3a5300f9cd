package io.cqdestination.postgres.write;

import io.cqdestination.core.table.Table;
import java.util.Set;

/** What the rows of a table are written into. Thread-safe. */
sealed interface RowTarget permits StagedTarget, WriteTarget {

  /** The table's name in the database. */
  String storedName();

  /** Whether rules are to see the rows, which COPY passes by. */
  boolean hasRules();

  /** The database's names of the tables that foreign keys of this one lead to. */
  Set<String> refersTo();

  /** Whether a history is kept of its rows: then all go where their keys can be asked for. */
  boolean keepsHistory();

  /**
   * How records of a schema get into it.
   *
   * @throws io.cqdestination.core.failure.DestinationException.DatabaseRefused when the table lacks
   *     a column, naming it, or an index by which the server finds the rows of the same keys
   */
  RecordPlan plan(Table record);
}
