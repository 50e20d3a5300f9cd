package io.cqdestination.postgres.failure;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in a transaction of a connection that is in autocommit mode before and after. */
public final class Transaction {
  private Transaction() {}

  /** What is done inside. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws SQLException;
  }

  /**
   * Commits when the work returns, rolls back when it throws; a session that has become a standby's
   * is not used again.
   */
  public static <T> T run(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.run();
      connection.commit();
      connection.setAutoCommit(true);
      return result;
    } catch (SQLException | RuntimeException failure) {
      try {
        connection.rollback();
        connection.setAutoCommit(true);
      } catch (SQLException broken) {
        failure.addSuppressed(broken);
      }
      if (failure instanceof SQLException words) {
        StandbySession.discardAfter(words, connection);
      }
      throw failure;
    }
  }
}
