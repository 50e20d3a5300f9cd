package io.cqdestination.postgres.delete;

import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.sync.RowDeleter;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.postgres.failure.RetriedTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Deletes rows with SQL. Thread-safe. */
public final class PostgresRowDeleter implements RowDeleter {
  private final String schema;
  private final TableMapping mapping;
  private final RetriedTransaction transactions;
  private final DeleteStatements statements;

  /**
   * @param statements how rows are deleted with what belongs to them
   */
  public PostgresRowDeleter(
      String schema,
      TableMapping mapping,
      RetriedTransaction transactions,
      DeleteStatements statements) {
    this.schema = schema;
    this.mapping = mapping;
    this.transactions = transactions;
    this.statements = statements;
  }

  @Override
  public void deleteStale(DeleteStale message) {
    // Rows keep microseconds: a finer time would take the rows of its own sync for older ones.
    LocalDateTime time =
        LocalDateTime.ofInstant(message.syncTime().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    String sql =
        statements.delete(
            mapping.storedName(message.tableName()),
            "\"_cq_source_name\" = ? AND \"_cq_sync_time\" < ?");
    int deleted =
        transactions.run(
            "table " + message.tableName() + ": deleting stale rows",
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, message.sourceName());
                statement.setObject(2, time);
                return RowCount.deleted(statement);
              }
            });
    Deletions.log(message.tableName(), deleted);
  }

  @Override
  public void deleteRecord(DeleteRecord message) {
    Condition condition = Condition.of(message.where());
    List<CascadedDelete> deletes =
        new Descendants(schema, mapping, message, statements).bottomUp(condition);
    int deleted =
        transactions.run(
            "table " + message.tableName() + ": deleting records",
            connection -> deleteAll(connection, deletes));
    Deletions.log(message.tableName(), deleted);
  }

  private static int deleteAll(Connection connection, List<CascadedDelete> deletes)
      throws SQLException {
    int deleted = 0;
    for (CascadedDelete delete : deletes) {
      try (PreparedStatement statement = connection.prepareStatement(delete.sql())) {
        for (int i = 0; i < delete.values().size(); i++) {
          statement.setString(i + 1, delete.values().get(i));
        }
        deleted += RowCount.deleted(statement);
      }
    }
    return deleted;
  }
}
