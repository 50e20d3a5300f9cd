package io.cqdestination.jdbc;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.core.retry.CommitUnanswered;
import java.sql.Connection;
import java.sql.SQLException;

/** A database, and transactions on it. Thread-safe: each has a session of its own. */
public final class JdbcDatabase {

  /** Opens sessions, such as a pool does; each is closed after its transaction. */
  @FunctionalInterface
  public interface Sessions<C extends Connection> {
    C open() throws SQLException;
  }

  /** What a transaction does; it leaves commit and rollback alone. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection session) throws SQLException;
  }

  private final Sessions<?> sessions;
  private final Dialect dialect;

  public JdbcDatabase(Sessions<?> sessions, Dialect dialect) {
    this.sessions = sessions;
    this.dialect = dialect;
  }

  /**
   * A first connection, for {@link io.cqdestination.core.sync.DestinationFactory#open}.
   *
   * @param place what is opened, in words without secrets
   * @throws Unavailable when the dialect says that the failure may pass
   * @throws DatabaseRefused when no retry cures it, such as a wrong password
   */
  public static <C extends Connection> C connect(
      String place, Sessions<C> sessions, Dialect dialect) {
    try {
      return sessions.open();
    } catch (SQLException failure) {
      String words = words(place, failure);
      throw dialect.isTransient(failure)
          ? new Unavailable(words, failure)
          : new DatabaseRefused(words, failure);
    }
  }

  public Dialect dialect() {
    return dialect;
  }

  /**
   * Commits what the work does, or nothing of it. As far as the answer to COMMIT may be lost, the
   * work has to be one that may be done twice.
   *
   * @param subject what the work is about, for errors: "table x"
   * @throws DestinationException when nothing was done: a {@link Transient} where the dialect says
   *     so, otherwise {@link DatabaseRefused}, or what the work throws
   */
  public <T> T transaction(String subject, Work<T> work) {
    return run(
        subject,
        session -> {
          T result = work.run(session);
          session.commit();
          return result;
        });
  }

  /**
   * Commits work that may not be done twice.
   *
   * @throws CommitUnanswered when it may be done, as the connection broke during COMMIT
   * @throws DestinationException as {@link #transaction} does
   */
  void write(String subject, Work<?> work) {
    run(
        subject,
        session -> {
          work.run(session);
          Dialect.TransactionInquiry inquiry = dialect.inquiry(session);
          try {
            session.commit();
          } catch (SQLException failure) {
            if (JdbcFailures.leavesOutcomeOpen(failure)) {
              throw new CommitUnanswered(
                  words(subject, failure),
                  failure,
                  () -> run("what came of a transaction", inquiry::ask));
            }
            throw failure;
          }
          return session;
        });
  }

  /**
   * Does the work and takes it back.
   *
   * @throws DestinationException as {@link #transaction} would
   */
  void rehearse(String subject, Work<?> work) {
    run(
        subject,
        session -> {
          work.run(session);
          session.rollback();
          return session;
        });
  }

  /** Rolls back when the work fails. */
  private <T> T run(String subject, Work<T> work) {
    try (Connection session = sessions.open()) {
      session.setAutoCommit(false);
      try {
        return work.run(session);
      } catch (SQLException | RuntimeException failure) {
        rollBack(session, failure);
        throw failure;
      }
    } catch (SQLException failure) {
      String words = words(subject, failure);
      throw dialect.isTransient(failure)
          ? new Transient(words, failure)
          : new DatabaseRefused(words, failure);
    }
  }

  private static String words(String subject, SQLException failure) {
    return "%s: %s".formatted(subject, failure.getMessage());
  }

  private static void rollBack(Connection session, Exception failure) {
    try {
      session.rollback();
    } catch (SQLException broken) {
      failure.addSuppressed(broken);
    }
  }
}
