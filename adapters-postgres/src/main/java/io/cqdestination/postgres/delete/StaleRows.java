package io.cqdestination.postgres.delete;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.postgres.failure.RetriedTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Deletes the rows of older syncs, of which there may be many. Thread-safe. */
sealed interface StaleRows {

  /**
   * @param subject what is going on, for errors
   * @return how many rows were deleted
   */
  long delete(String subject, String storedTable, Condition condition);

  /** In one statement. */
  record AtOnce(DeleteStatements statements, RetriedTransaction transactions) implements StaleRows {
    @Override
    public long delete(String subject, String storedTable, Condition condition) {
      CascadedDelete delete =
          new CascadedDelete(statements.delete(storedTable, condition.sql()), condition.values());
      return transactions.run(subject, delete::run);
    }
  }

  /** In rounds, each a transaction of its own. */
  record InRounds(
      String schema,
      DeleteStatements statements,
      SchemaCatalog catalog,
      RetriedTransaction transactions)
      implements StaleRows {
    @Override
    public long delete(String subject, String storedTable, Condition condition) {
      StoredTable table = catalog.find(Set.of(storedTable)).get(storedTable);
      if (table == null) {
        throw new DatabaseRefused("%s: table %s not found".formatted(subject, storedTable), null);
      }
      RoundedDelete delete = RoundedDelete.of(schema, statements, table, condition);
      long rows = 0;
      if (!delete.round().isEmpty()) {
        rows = rounds(subject, delete.round(), condition.values());
      }
      if (!delete.roundsReachAll()) {
        CascadedDelete rest = new CascadedDelete(delete.rest(), condition.values());
        rows += transactions.run(subject, rest::run);
      }
      return rows;
    }

    private long rounds(String subject, String sql, List<String> values) {
      List<String> twice = new ArrayList<>(values);
      twice.addAll(values);
      CascadedDelete round = new CascadedDelete(sql, twice);
      long rows = 0;
      int deleted;
      do {
        deleted = transactions.run(subject, round::run);
        rows += deleted;
      } while (deleted >= RoundedDelete.ROUND_ROWS);
      return rows;
    }
  }
}
