package io.cqdestination.postgres.logging;

import io.cqdestination.postgres.connection.BrokenProtocol;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * One COPY over a connection: given up where it fails, and logged when it ends, where the
 * connection's statements are logged. Used by one thread.
 */
public final class LoggedCopy {
  /** Takes a part of what is sent. */
  @FunctionalInterface
  public interface Sink {
    void write(byte[] source, int offset, int length) throws SQLException;
  }

  /** Has all that is to be sent. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Sink sink) throws SQLException;
  }

  /** What is done; the number of rows is its result. */
  @FunctionalInterface
  private interface Transfer {
    long run(CopyManager driver) throws SQLException;
  }

  private final Connection connection;
  private final String sql;
  private final long startedAtNanos = System.nanoTime();
  private long bytes;

  private LoggedCopy(Connection connection, String sql) {
    this.connection = connection;
    this.sql = sql;
  }

  /** Runs COPY … FROM STDIN. */
  public static void send(Connection connection, String sql, Content content) throws SQLException {
    LoggedCopy copy = new LoggedCopy(connection, sql);
    copy.run(driver -> copy.send(copy.begun(() -> driver.copyIn(sql)), content));
  }

  /**
   * Runs COPY … TO STDOUT. When the sink throws, the connection is of no use any more.
   *
   * @param sink takes what the server sends, in parts
   */
  public static void receive(Connection connection, String sql, Consumer<byte[]> sink)
      throws SQLException {
    LoggedCopy copy = new LoggedCopy(connection, sql);
    copy.run(driver -> copy.receive(copy.begun(() -> driver.copyOut(sql)), sink));
  }

  /** The driver has none where the server says neither that it begins to copy nor what is wrong. */
  private <T> T begun(BrokenProtocol.Call<@Nullable T> start) throws SQLException {
    @Nullable T copy = BrokenProtocol.call(connection, start);
    if (copy == null) {
      throw new SQLException("the server did not begin to copy", SqlStates.PROTOCOL_VIOLATION);
    }
    return copy;
  }

  private long send(CopyIn copy, Content content) throws SQLException {
    try {
      content.writeTo((source, offset, length) -> {
        bytes += length;
        BrokenProtocol.run(connection, () -> copy.writeToCopy(source, offset, length));
      });
      return BrokenProtocol.call(connection, copy::endCopy);
    } catch (SQLException failure) {
      cancel(copy, failure);
      throw failure;
    }
  }

  private void cancel(CopyIn copy, SQLException failure) {
    try {
      if (copy.isActive()) {
        BrokenProtocol.run(connection, copy::cancelCopy);
      }
    } catch (SQLException second) {
      failure.addSuppressed(second);
    }
  }

  private long receive(CopyOut copy, Consumer<byte[]> sink) throws SQLException {
    try {
      for (byte[] data = part(copy); data != null; data = part(copy)) {
        bytes += data.length;
        sink.accept(data);
      }
      return copy.getHandledRowCount();
    } finally {
      if (copy.isActive()) {
        // The driver's way of cancelling leaves rows behind that the next borrower would get.
        connection.abort(Runnable::run);
      }
    }
  }

  /** The next one, or null at the end. */
  private byte @Nullable [] part(CopyOut copy) throws SQLException {
    return BrokenProtocol.<byte @Nullable []>call(connection, copy::readFromCopy);
  }

  private void run(Transfer transfer) throws SQLException {
    Optional<LoggedConnection> logged =
        connection.isWrapperFor(LoggedConnection.class)
            ? Optional.of(connection.unwrap(LoggedConnection.class))
            : Optional.empty();
    try {
      long rows = transfer.run(connection.unwrap(PGConnection.class).getCopyAPI());
      logged.ifPresent(log -> log.log().done(execution(log, rows)));
    } catch (SQLException failure) {
      logged.ifPresent(log -> log.log().failed(execution(log, -1), failure));
      throw failure;
    }
  }

  private Execution execution(LoggedConnection logged, long rows) {
    long nanos = System.nanoTime() - startedAtNanos;
    return new Execution(sql, logged.session(), List.of(), rows, bytes, nanos);
  }
}
