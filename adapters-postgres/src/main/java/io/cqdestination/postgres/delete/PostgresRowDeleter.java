package io.cqdestination.postgres.delete;

import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.sync.RowDeleter;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.failure.RetriedTransaction;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Deletes rows with SQL. Thread-safe. */
public final class PostgresRowDeleter implements RowDeleter {
  private final String schema;
  private final Dialect dialect;
  private final TableMapping mapping;
  private final RetriedTransaction transactions;
  private final DeleteStatements statements;
  private final StaleRows staleRows;

  /**
   * @param catalog knows the tables of the schema
   * @param statements how rows are deleted with what belongs to them
   */
  public PostgresRowDeleter(
      String schema,
      Dialect dialect,
      TableMapping mapping,
      SchemaCatalog catalog,
      RetriedTransaction transactions,
      DeleteStatements statements) {
    this.schema = schema;
    this.dialect = dialect;
    this.mapping = mapping;
    this.transactions = transactions;
    this.statements = statements;
    this.staleRows =
        switch (dialect) {
          case PostgresDialect _ -> new StaleRows.AtOnce(statements, transactions);
          case CockroachDialect _ ->
              new StaleRows.InRounds(schema, statements, catalog, transactions);
        };
  }

  @Override
  public void deleteStale(DeleteStale message) {
    // Rows keep microseconds: a finer time would take the rows of its own sync for older ones.
    LocalDateTime time =
        LocalDateTime.ofInstant(message.syncTime().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    long deleted =
        staleRows.delete(
            "table " + message.tableName() + ": deleting stale rows",
            mapping.storedName(message.tableName()),
            Condition.stale(message.sourceName(), time));
    Deletions.log(message.tableName(), deleted);
  }

  @Override
  public void deleteRecord(DeleteRecord message) {
    Condition condition = Condition.of(message.where(), mapping, dialect);
    List<CascadedDelete> deletes =
        new Descendants(schema, mapping, message, statements).bottomUp(condition);
    long deleted =
        transactions.run(
            "table " + message.tableName() + ": deleting records",
            connection -> {
              long rows = 0;
              for (CascadedDelete delete : deletes) {
                rows += delete.run(connection);
              }
              return rows;
            });
    Deletions.log(message.tableName(), deleted);
  }
}
