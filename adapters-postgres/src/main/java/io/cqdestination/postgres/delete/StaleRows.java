package io.cqdestination.postgres.delete;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.postgres.failure.RetriedTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the rows of older syncs are deleted, of which there may be many. Thread-safe. */
sealed interface StaleRows {

  /**
   * @param subject what is going on, for errors
   * @param condition of the rows, in which the message's time is
   */
  Deletion deletion(String subject, DeleteStale message, String storedTable, Condition condition);

  /** In one statement. */
  record AtOnce(DeleteStatements statements) implements StaleRows {
    @Override
    public Deletion deletion(
        String subject, DeleteStale message, String storedTable, Condition condition) {
      List<CascadedDelete> deletes =
          statements.delete(storedTable, condition.sql(), Optional.of(message.syncTime())).stream()
              .map(statement -> new CascadedDelete(statement, condition.values()))
              .toList();
      return new Deletion(subject, message.tableName(), deletes, Deletion.Remainder.NONE);
    }
  }

  /**
   * The first rows with those of other tables, which are all where there are few; the others in
   * rounds, each a transaction of its own.
   *
   * @param tables as they are now, by their names
   */
  record InRounds(
      String schema,
      DeleteStatements statements,
      Map<String, StoredTable> tables,
      RetriedTransaction transactions)
      implements StaleRows {
    @Override
    public Deletion deletion(
        String subject, DeleteStale message, String storedTable, Condition condition) {
      StoredTable table = tables.get(storedTable);
      if (table == null) {
        throw new DatabaseRefused("%s: table %s not found".formatted(subject, storedTable), null);
      }
      RoundedDelete delete = RoundedDelete.of(schema, statements, table, condition);
      CascadedDelete rest = new CascadedDelete(delete.rest(), condition.values());
      if (delete.round().isEmpty()) {
        return new Deletion(subject, message.tableName(), List.of(rest), Deletion.Remainder.NONE);
      }
      List<String> twice = new ArrayList<>(condition.values());
      twice.addAll(condition.values());
      CascadedDelete first = new CascadedDelete(delete.firstRound(), twice);
      CascadedDelete round = new CascadedDelete(delete.round(), twice);
      return new Deletion(
          subject,
          message.tableName(),
          List.of(first),
          deleted -> {
            long more = deleted < RoundedDelete.FIRST_ROUND_ROWS ? 0 : rounds(subject, round);
            return delete.roundsReachAll() ? more : more + transactions.run(subject, rest::run);
          });
    }

    private long rounds(String subject, CascadedDelete round) {
      long rows = 0;
      long deleted;
      do {
        deleted = transactions.run(subject, round::run);
        rows += deleted;
      } while (deleted >= RoundedDelete.ROUND_ROWS);
      return rows;
    }
  }
}
