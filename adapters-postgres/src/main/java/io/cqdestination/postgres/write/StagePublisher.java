package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.delete.GuardedDeletions;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what a stream has kept back, whatever it takes within the limits. Used by one thread at
 * a time; {@link #isCommitting} and {@link #retries} come from any.
 */
final class StagePublisher {
  private final StageSession session;
  private final ConnectionSource connections;
  private final RetryPolicy policy;
  private final GuardedDeletions deletions;
  private final Predicate<String> brought;
  private final CommitWatch watch;
  private final AtomicLong retries = new AtomicLong();
  private volatile @Nullable WriteTransaction running;

  /**
   * @param connections for asking what became of a COMMIT
   * @param brought whether the stream has brought rows of a table
   */
  StagePublisher(
      StageSession session,
      ConnectionSource connections,
      RetryPolicy policy,
      GuardedDeletions deletions,
      Predicate<String> brought) {
    this.session = session;
    this.connections = connections;
    this.policy = policy;
    this.deletions = deletions;
    this.brought = brought;
    this.watch = new CommitWatch(connections);
  }

  /**
   * Publishes.
   *
   * @return how many deletions were withheld
   * @throws DestinationException when nothing is published, or the outcome cannot be known
   */
  int publish(PublishedSteps steps) throws InterruptedException {
    CommitRetries attempts =
        new CommitRetries(
            "publishing",
            steps.rows().stream().map(StagedRows::tableName).findFirst().orElse(""),
            () -> steps.rows().stream().map(rows -> rows.statements().table()).toList(),
            connections,
            policy,
            retries::incrementAndGet);
    while (true) {
      PublishingTransaction transaction = null;
      try (Connection connection = session.connect()) {
        PublishingTransaction attempt = attempt(connection, steps);
        transaction = attempt;
        running = attempt;
        watch.over(attempt, () -> running == attempt);
        attempt.run();
        return attempt.withheld();
      } catch (SQLException failure) {
        if (transaction != null
            && transaction.isCommitting()
            && SqlStates.leavesOutcomeOpen(failure)) {
          if (attempts.isCommitted(failure, transaction)) {
            return transaction.withheld();
          }
        } else if (SqlStates.isTransient(failure)) {
          attempts.retryOrGiveUp(failure);
        } else {
          throw refused(transaction, failure);
        }
      } finally {
        running = null;
      }
    }
  }

  private PublishingTransaction attempt(Connection connection, PublishedSteps steps) {
    return new PublishingTransaction(
        connection, steps, deletions, brought, policy.timeout(), session::isStopped);
  }

  private static DatabaseRefused refused(
      @Nullable PublishingTransaction transaction, SQLException failure) {
    return new DatabaseRefused(
        "%s: the database refused it, and nothing of the stream was published: %s"
            .formatted(
                transaction == null ? "publishing" : transaction.subject(),
                ServerWords.of(failure)),
        failure);
  }

  /** Whether COMMIT was sent and is not answered. */
  boolean isCommitting() {
    WriteTransaction current = running;
    return current != null && current.isCommitting();
  }

  /** How often publishing was tried again so far. */
  long retries() {
    return retries.get();
  }
}
