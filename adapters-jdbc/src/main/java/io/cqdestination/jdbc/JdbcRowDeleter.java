package io.cqdestination.jdbc;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.sync.DescendantPaths;
import io.cqdestination.core.sync.RowDeleter;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.Deletion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Deletes rows, those of each message in a transaction. Thread-safe. */
final class JdbcRowDeleter implements RowDeleter {
  private final RetriedTransactions transactions;
  private final Dialect dialect;

  JdbcRowDeleter(RetriedTransactions transactions) {
    this.transactions = transactions;
    this.dialect = transactions.dialect();
  }

  @Override
  public Optional<Refusal> delete(List<Deletion> deletions) {
    for (int i = 0; i < deletions.size(); i++) {
      Deletion deletion = deletions.get(i);
      try {
        transactions.run("table " + deletion.tableName(), session -> delete(session, deletion));
      } catch (DestinationException refused) {
        return Optional.of(new Refusal(i, refused));
      }
    }
    return Optional.empty();
  }

  private boolean delete(Connection session, Deletion deletion) throws SQLException {
    switch (deletion) {
      case DeleteStale stale ->
          delete(
              session,
              stale.tableName(),
              new Condition(
                  "%s = ? AND %s < ?"
                      .formatted(
                          dialect.quoted("_cq_source_name"), dialect.quoted("_cq_sync_time")),
                  List.of(stale.sourceName(), stale.syncTime().atOffset(ZoneOffset.UTC))));
      case DeleteRecord message -> {
        Condition condition = Condition.of(message.where(), dialect);
        for (List<String> path : DescendantPaths.bottomUp(message)) {
          delete(
              session, path.getLast(), condition.below(path.subList(0, path.size() - 1), dialect));
        }
      }
    }
    return true;
  }

  private void delete(Connection session, String table, Condition condition) throws SQLException {
    Sql.execute(
        session,
        "DELETE FROM %s WHERE %s".formatted(dialect.quoted(table), condition.sql()),
        condition.values());
  }
}
