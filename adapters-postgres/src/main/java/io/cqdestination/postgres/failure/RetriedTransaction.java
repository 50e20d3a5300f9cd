package io.cqdestination.postgres.failure;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.retry.Backoff;
import io.cqdestination.postgres.connection.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work that may be repeated, such as deletions and look-ups, in a transaction of its own.
 * Thread-safe.
 */
public final class RetriedTransaction {
  private static final Logger log = LoggerFactory.getLogger(RetriedTransaction.class);

  /** Work on a connection whose transaction is committed afterwards. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private final ConnectionSource connections;
  private final Duration timeout;

  /**
   * @param timeout how long transient failures are retried
   */
  public RetriedTransaction(ConnectionSource connections, Duration timeout) {
    this.connections = connections;
    this.timeout = timeout;
  }

  /**
   * @param subject what the work is about, for errors: "table x"
   * @throws DestinationException when it failed for good; nothing of it took effect unless a COMMIT
   *     without an answer did
   */
  public <T> T run(String subject, Work<T> work) {
    return retry(subject, connection -> Transaction.run(connection, () -> work.run(connection)));
  }

  /**
   * Runs work that is one round trip and changes nothing, which needs no transaction around it.
   *
   * @param subject what the work is about, for errors: "table x"
   * @throws DestinationException when it failed for good
   */
  public <T> T ask(String subject, Work<T> work) {
    return retry(subject, work);
  }

  private <T> T retry(String subject, Work<T> work) {
    Backoff backoff = new Backoff(timeout);
    while (true) {
      try (Connection connection = connections.connect()) {
        return work.run(connection);
      } catch (SQLException failure) {
        if (!SqlStates.isTransient(failure)) {
          throw new DatabaseRefused("%s: %s".formatted(subject, ServerWords.of(failure)), failure);
        }
        if (!backoff.mayRetry()) {
          throw new Transient(givenUp(subject, backoff, failure), failure);
        }
        log.info(
            "{}: trying again after a transient failure: {}", subject, ServerWords.of(failure));
        backoff.pause(subject);
      }
    }
  }

  private String givenUp(String subject, Backoff backoff, SQLException failure) {
    String words = ServerWords.of(failure);
    return timeout.isZero()
        ? "%s: %s".formatted(subject, words)
        : "%s: given up after %d attempts in %d s: %s"
            .formatted(subject, backoff.attempts(), timeout.toSeconds(), words);
  }
}
