package io.cqdestination.postgres.write;

import io.cqdestination.postgres.logging.ExpectedFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes parts of a refused batch, each in a transaction that is rolled back, to see whether the
 * database refuses them too. Used by one thread.
 */
final class RefusalTrials {
  /** For all trials together; naming the row is not worth more. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Ends the search: the time is up, or the database does not answer as it did. */
  static final class Inconclusive extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Writes a part of the batch. */
  @FunctionalInterface
  interface Part {
    void write(Connection connection, PrefixWriter prefixes) throws SQLException;
  }

  private final Connection connection;
  private final PrefixWriter prefixes;
  private final long end = System.nanoTime() + LIMIT.toNanos();

  /**
   * @param connection in manual commit mode
   */
  RefusalTrials(Connection connection, PrefixWriter prefixes) {
    this.connection = connection;
    this.prefixes = prefixes;
  }

  /** Why the database refuses a part; empty when it takes it. */
  Optional<SQLException> refusalOf(Part part) throws SQLException, Inconclusive {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.isNegative() || Thread.currentThread().isInterrupted()) {
      throw new Inconclusive();
    }
    try {
      ExpectedFailures.during(() -> write(left, part), _ -> true);
      return Optional.empty();
    } catch (SQLException refusal) {
      return Optional.of(refusal);
    } finally {
      connection.rollback();
    }
  }

  private Connection write(Duration left, Part part) throws SQLException {
    prefixes.begin(connection, left);
    part.write(connection, prefixes);
    prefixes.check(connection);
    return connection;
  }
}
