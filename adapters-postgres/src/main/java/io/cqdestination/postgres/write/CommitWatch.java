package io.cqdestination.postgres.write;

import io.cqdestination.postgres.connection.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log, once a transaction, that its COMMIT takes long and what the server waits for: a
 * standby that does not answer holds up every COMMIT without an error. Thread-safe.
 */
final class CommitWatch {
  private static final Logger log = LoggerFactory.getLogger(CommitWatch.class);

  private static final int PATIENCE_SECONDS = 5;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS);

  /** What the server is waiting for when a standby has to confirm a COMMIT. */
  private static final String STANDBY = "SyncRep";

  private static final String QUERY =
      "SELECT wait_event FROM pg_catalog.pg_stat_activity WHERE pid = ? AND state <> 'idle'";

  private final ConnectionSource connections;

  CommitWatch(ConnectionSource connections) {
    this.connections = connections;
  }

  /**
   * Looks at a transaction from time to time until it has told or the transaction is over.
   *
   * @param runs whether the transaction is not over yet
   */
  void over(WriteTransaction transaction, BooleanSupplier runs) {
    LATER.execute(() -> {
      if (!runs.getAsBoolean()) {
        return;
      }
      if (transaction.isCommitting()) {
        tell(transaction);
      } else {
        over(transaction, runs);
      }
    });
  }

  private void tell(WriteTransaction transaction) {
    try (Connection other = connections.connect();
        PreparedStatement statement = other.prepareStatement(QUERY)) {
      statement.setInt(1, transaction.connection().unwrap(PGConnection.class).getBackendPID());
      try (ResultSet rows = statement.executeQuery()) {
        String event = rows.next() ? rows.getString(1) : null;
        if (event != null) {
          log.warn(
              "{}: COMMIT is not answered after {} s, as the server waits for {}",
              transaction.subject(),
              PATIENCE_SECONDS,
              event.equals(STANDBY)
                  ? "a standby (synchronous_standby_names; wait event SyncRep)"
                  : "the wait event " + event);
        }
      }
    } catch (SQLException failure) {
      log.debug("what a COMMIT waits for could not be found out", failure);
    }
  }
}
