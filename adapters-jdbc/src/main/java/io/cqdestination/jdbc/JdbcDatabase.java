package io.cqdestination.jdbc;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Transient;
import java.sql.Connection;
import java.sql.SQLException;

/** A database, and transactions on it. Thread-safe: each has a session of its own. */
public final class JdbcDatabase {

  /** Opens sessions, such as a pool does; each is closed after its transaction. */
  @FunctionalInterface
  public interface Sessions {
    Connection open() throws SQLException;
  }

  /** What a transaction does; it leaves commit and rollback alone. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection session) throws SQLException;
  }

  private final Sessions sessions;
  private final Dialect dialect;

  public JdbcDatabase(Sessions sessions, Dialect dialect) {
    this.sessions = sessions;
    this.dialect = dialect;
  }

  public Dialect dialect() {
    return dialect;
  }

  /**
   * Commits what the work does, or nothing of it.
   *
   * @param subject what the work is about, for errors: "table x"
   * @throws DestinationException when nothing was done: a {@link Transient} where the dialect says
   *     so, otherwise {@link DatabaseRefused}, or what the work throws
   */
  public <T> T transaction(String subject, Work<T> work) {
    try (Connection session = sessions.open()) {
      session.setAutoCommit(false);
      try {
        T result = work.run(session);
        session.commit();
        return result;
      } catch (SQLException | RuntimeException failure) {
        rollBack(session, failure);
        throw failure;
      }
    } catch (SQLException failure) {
      String words = "%s: %s".formatted(subject, failure.getMessage());
      throw dialect.isTransient(failure)
          ? new Transient(words, failure)
          : new DatabaseRefused(words, failure);
    }
  }

  private static void rollBack(Connection session, Exception failure) {
    try {
      session.rollback();
    } catch (SQLException broken) {
      failure.addSuppressed(broken);
    }
  }
}
