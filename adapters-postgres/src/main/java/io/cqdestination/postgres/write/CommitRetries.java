package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.retry.Backoff;
import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.failure.LockHolders;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a transient failure of a transaction: another attempt while there is time, and the
 * question what became of a COMMIT without an answer. Used by one thread.
 */
final class CommitRetries {
  private static final Logger log = LoggerFactory.getLogger(CommitRetries.class);

  private static final String OUTCOME_UNKNOWN = ", and whether the rows are committed is not known";

  private final String subject;
  private final String tableName;
  private final Supplier<List<String>> tables;
  private final ConnectionSource connections;
  private final RetryPolicy policy;
  private final Runnable onRetry;
  private final Backoff backoff;

  /**
   * @param subject what is written, for errors: "table x"
   * @param tableName for the log: the table, or the first of several, as the source names it
   * @param tables the qualified, quoted names of those whose locks may be waited for
   * @param onRetry run before each further attempt
   */
  CommitRetries(
      String subject,
      String tableName,
      Supplier<List<String>> tables,
      ConnectionSource connections,
      RetryPolicy policy,
      Runnable onRetry) {
    this.subject = subject;
    this.tableName = tableName;
    this.tables = tables;
    this.connections = connections;
    this.policy = policy;
    this.onRetry = onRetry;
    this.backoff = new Backoff(policy.timeout());
  }

  /**
   * Waits before the next attempt.
   *
   * @throws Transient when there is no time for one
   */
  void retryOrGiveUp(SQLException failure) throws InterruptedException {
    retryOrGiveUp(failure, "");
  }

  /**
   * @param otherwise what else to say when there is no time left
   */
  private void retryOrGiveUp(SQLException failure, String otherwise) throws InterruptedException {
    int atLeast = SqlStates.is(failure, SqlStates.DEADLOCK) ? policy.deadlockRetries() : 0;
    if (!backoff.mayRetry(atLeast)) {
      throw new Transient(
          "%s: given up after %d attempts in %d s%s: %s%s"
              .formatted(
                  subject,
                  backoff.attempts(),
                  policy.timeout().toSeconds(),
                  otherwise,
                  ServerWords.of(failure),
                  lockHolders(failure)),
          failure);
    }
    onRetry.run();
    log.atInfo()
        .addKeyValue("table", tableName)
        .addKeyValue("attempt", backoff.attempts())
        .log("{}: writing again after a transient failure: {}", subject, ServerWords.of(failure));
    backoff.pause();
  }

  private String lockHolders(SQLException failure) {
    if (!SqlStates.is(failure, SqlStates.LOCK_NOT_AVAILABLE)) {
      return "";
    }
    try (Connection connection = connections.connect()) {
      List<String> holders = LockHolders.of(connection, tables.get());
      return holders.isEmpty() ? "" : "; " + String.join("; ", holders);
    } catch (SQLException second) {
      failure.addSuppressed(second);
      return "";
    }
  }

  /**
   * The answer to COMMIT was lost: what can be repeated is, else the server is asked.
   *
   * @return whether all is committed; otherwise nothing is, and another attempt is due
   */
  boolean isCommitted(SQLException lost, WriteTransaction transaction) throws InterruptedException {
    retryOrGiveUp(lost, OUTCOME_UNKNOWN);
    if (transaction.isRepeatable()) {
      return false;
    }
    while (true) {
      try (Connection connection = connections.connect()) {
        switch (transaction.outcome(connection)) {
          case CommitOutcome.Committed _ -> {
            return true;
          }
          case CommitOutcome.Aborted _ -> {
            return false;
          }
          case CommitOutcome.InProgress _ -> retryOrGiveUp(lost, OUTCOME_UNKNOWN);
          case CommitOutcome.Unknown(String reason) -> throw unknownOutcome(reason, lost);
        }
      } catch (SQLException failure) {
        if (!SqlStates.isTransient(failure)) {
          throw unknownOutcome(
              "what came of it cannot be found out: " + ServerWords.of(failure), lost);
        }
        retryOrGiveUp(failure, OUTCOME_UNKNOWN);
      }
    }
  }

  private DatabaseRefused unknownOutcome(String reason, SQLException lost) {
    return new DatabaseRefused(
        "%s: the connection broke during COMMIT and %s: %s"
            .formatted(subject, reason, ServerWords.of(lost)),
        lost);
  }
}
