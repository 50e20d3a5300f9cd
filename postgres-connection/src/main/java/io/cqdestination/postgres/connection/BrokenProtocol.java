package io.cqdestination.postgres.connection;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Words for a server whose answer the driver does not understand: it throws then what it does not
 * declare. Pure.
 */
public final class BrokenProtocol {
  private BrokenProtocol() {}

  /** A call of the driver that may read what the server says. */
  @FunctionalInterface
  public interface Call<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  /** One without a result. */
  @FunctionalInterface
  public interface Step {
    void run() throws SQLException;
  }

  /**
   * Calls the driver, and ends the session where the driver has lost its place in what the server
   * sends.
   *
   * @throws SQLException the call's own, or one with SQLState 08P01
   */
  public static <T extends @Nullable Object> T call(Connection session, Call<T> call)
      throws SQLException {
    try {
      return call.run();
    } catch (RuntimeException misunderstood) {
      throw ended(session, "the server breaks the protocol", misunderstood);
    } catch (OutOfMemoryError claimed) {
      throw ended(session, "an answer of the server takes more memory than there is", claimed);
    }
  }

  /** As {@link #call}. */
  public static void run(Connection session, Step step) throws SQLException {
    boolean _ =
        call(
            session,
            () -> {
              step.run();
              return true;
            });
  }

  private static SQLException ended(Connection session, String words, Throwable cause) {
    SQLException failure =
        new SQLException(words, ConnectionFailure.PROTOCOL_VIOLATION_STATE, cause);
    try {
      session.abort(Runnable::run);
    } catch (SQLException second) {
      failure.addSuppressed(second);
    }
    return failure;
  }
}
