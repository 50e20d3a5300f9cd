package io.cqdestination.postgres.refused;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.statement.StatementPipeline;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The table {@code _cq_refused_rows} of a schema; one for each destination. Thread-safe. */
public final class RefusedRowTable {
  /** The table's name. */
  public static final String NAME = "_cq_refused_rows";

  private static final String IS_THERE =
      "SELECT count(*) FROM information_schema.tables WHERE table_schema = ? AND table_name = ?";

  /** What the database has in place of the row that was refused is named, to be spared. */
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS %s (
        id uuid PRIMARY KEY,
        refused_at timestamp with time zone NOT NULL DEFAULT now(),
        table_name text NOT NULL,
        column_name text,
        sqlstate text,
        reason text NOT NULL,
        source_name text,
        sync_time timestamp,
        content jsonb NOT NULL,
        older_cq_id text)\
      """;

  private final String schema;
  private final RetriedTransaction transactions;
  private final long mostRows;
  private final NoteStatement note;
  private final Set<String> tables = ConcurrentHashMap.newKeySet();
  private volatile boolean made;

  /**
   * @param mostRows how many rows of one stream may be set aside
   */
  public RefusedRowTable(String schema, RetriedTransaction transactions, long mostRows) {
    this.schema = schema;
    this.transactions = transactions;
    this.mostRows = mostRows;
    this.note = new NoteStatement(qualifiedName());
  }

  /** How many rows of one stream may be set aside. */
  public long mostRows() {
    return mostRows;
  }

  /**
   * Makes the table where it is not there. It is not made in the transaction that fills it: of two
   * that make it at the same time one would be refused.
   *
   * @throws io.cqdestination.core.failure.DestinationException when it cannot be made
   */
  public void make() {
    if (made || isThere()) {
      made = true;
      return;
    }
    try {
      transactions.run("making the table " + NAME, this::make);
    } catch (DatabaseRefused refused) {
      if (!isThere()) {
        throw refused; // nobody else has made it in the meantime
      }
    }
    made = true;
  }

  private boolean isThere() {
    return transactions.ask("looking for the table " + NAME, this::isThere);
  }

  private boolean isThere(Connection connection) throws SQLException {
    long[] count = {0};
    StatementPipeline pipeline = new StatementPipeline();
    pipeline.add(
        IS_THERE,
        List.of(Parameter.text(schema), Parameter.text(NAME)),
        number -> count[0] = number);
    pipeline.run(connection);
    return count[0] > 0;
  }

  private String make(Connection connection) throws SQLException {
    StatementPipeline pipeline = new StatementPipeline();
    pipeline.add(CREATE.formatted(qualifiedName()), List.of());
    pipeline.run(connection);
    return NAME;
  }

  /** Adds the statement that notes a row; run again, it changes nothing. */
  public void note(SetAsideRow row, StatementPipeline pipeline) {
    note.add(row, pipeline);
    if (!row.older().equals(OlderRow.NONE)) {
      tables.add(row.table());
    }
  }

  /**
   * Whether rows of a table may be in the place of ones that were refused since the destination was
   * opened.
   *
   * @param storedTable the database's name of the table
   */
  public boolean sparesRowsOf(String storedTable) {
    return tables.contains(storedTable);
  }

  /** The qualified, quoted name. */
  public String qualifiedName() {
    return Identifiers.qualified(schema, NAME);
  }
}
