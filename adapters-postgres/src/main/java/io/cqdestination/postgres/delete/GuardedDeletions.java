package io.cqdestination.postgres.delete;

import io.cqdestination.core.sync.StaleGuard;
import io.cqdestination.core.sync.StalePolicy;
import io.cqdestination.core.sync.StaleRowCounter;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.Deletion;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Deletions inside a transaction of others, on PostgreSQL: what the policy withholds is judged by
 * what the transaction has done so far. Thread-safe.
 */
public record GuardedDeletions(
    PostgresRowDeleter deleter, PostgresStaleRowCounter counter, StalePolicy policy) {

  /** Messages are checked and carried out next. */
  public void expect(List<Deletion> messages) {
    deleter.expect(messages);
  }

  /**
   * Finds out whether a message can be understood.
   *
   * @throws io.cqdestination.core.failure.DestinationException naming what cannot
   */
  public void check(Deletion message) {
    deleter.add(message, new StatementPipeline());
  }

  /**
   * Deletes, in the order of the messages.
   *
   * @param connection in a transaction
   * @param brought whether the stream brought rows of a table
   * @return how many of the messages were withheld
   */
  public int run(Connection connection, List<Deletion> due, Predicate<String> brought)
      throws SQLException {
    deleter.expect(due);
    List<Deletion> permitted = guard(connection, due).permitted(due, brought);
    StatementPipeline pipeline = new StatementPipeline();
    permitted.forEach(deletion -> deleter.add(deletion, pipeline));
    pipeline.run(connection);
    return due.size() - permitted.size();
  }

  private StaleGuard guard(Connection connection, List<Deletion> due) throws SQLException {
    if (policy.equals(StalePolicy.ALWAYS)) {
      return StaleGuard.NONE;
    }
    List<DeleteStale> stale =
        due.stream()
            .filter(DeleteStale.class::isInstance)
            .map(DeleteStale.class::cast)
            .distinct()
            .toList();
    List<StaleRowCounter.Count> counts = counter.counted(connection, stale);
    Map<DeleteStale, StaleRowCounter.Count> known = new HashMap<>();
    for (int i = 0; i < counts.size(); i++) {
      known.put(stale.get(i), counts.get(i));
    }
    return new StaleGuard(policy, limited -> limited.stream().map(known::get).toList());
  }
}
