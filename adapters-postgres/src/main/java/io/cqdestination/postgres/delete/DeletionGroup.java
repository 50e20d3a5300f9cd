package io.cqdestination.postgres.delete;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.sync.RowDeleter.Refusal;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletions that share a transaction and its round trips; one by one where one of them is refused,
 * so that those before it are done and it is named. Immutable.
 */
record DeletionGroup(RetriedTransaction transactions, List<Deletion> deletions) {
  private static final Logger log = LoggerFactory.getLogger(DeletionGroup.class);

  /**
   * @return the first that could not be done
   */
  Optional<Refusal> run() {
    if (deletions.size() > 1) {
      try {
        return finish(0, run(deletions));
      } catch (DestinationException.DatabaseRefused refused) {
        log.debug("deletions are done one by one, as one of them is refused", refused);
      } catch (DestinationException failure) {
        return Optional.of(new Refusal(0, failure));
      }
    }
    for (int i = 0; i < deletions.size(); i++) {
      try {
        Optional<Refusal> refusal = finish(i, run(deletions.subList(i, i + 1)));
        if (refusal.isPresent()) {
          return refusal;
        }
      } catch (DestinationException failure) {
        return Optional.of(new Refusal(i, failure));
      }
    }
    return Optional.empty();
  }

  /**
   * Deletes what is left for transactions of its own.
   *
   * @param first the position of the first deletion that has run
   * @param rows how many rows each has deleted
   */
  private Optional<Refusal> finish(int first, long[] rows) {
    for (int i = 0; i < rows.length; i++) {
      Deletion deletion = deletions.get(first + i);
      try {
        Deletions.log(deletion.tableName(), rows[i] + deletion.remainder().delete(rows[i]));
      } catch (DestinationException failure) {
        return Optional.of(new Refusal(first + i, failure));
      }
    }
    return Optional.empty();
  }

  private long[] run(List<Deletion> some) {
    return transactions.run(some.getFirst().subject(), connection -> deleted(connection, some));
  }

  private static long[] deleted(Connection connection, List<Deletion> some) throws SQLException {
    long[] rows = new long[some.size()];
    StatementPipeline pipeline = new StatementPipeline();
    for (int i = 0; i < rows.length; i++) {
      int deletion = i;
      some.get(i)
          .statements()
          .forEach(statement -> statement.add(pipeline, number -> rows[deletion] += number));
    }
    // Deleting again what is deleted does no harm, so that COMMIT need not wait for the answers.
    pipeline.add("COMMIT", List.of());
    pipeline.run(connection);
    return rows;
  }
}
