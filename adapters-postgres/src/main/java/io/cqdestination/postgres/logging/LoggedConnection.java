package io.cqdestination.postgres.logging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.tools.jdbc.DefaultConnection;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Stands in front of a driver's connection, and logs what is run over it. Plain classes, not
 * proxies: those are made at run time, at every start. As thread-safe as the connection.
 */
final class LoggedConnection extends DefaultConnection {
  private final StatementLog log;
  private final int session;

  LoggedConnection(Connection connection, StatementLog log, long startedAtNanos)
      throws SQLException {
    super(connection);
    this.log = log;
    this.session = connection.unwrap(PGConnection.class).getBackendPID();
    log.connection(DriverLogLevel.INFO, "connected", session, startedAtNanos);
  }

  StatementLog log() {
    return log;
  }

  /** The server's process id of the session. */
  int session() {
    return session;
  }

  @Override
  public Statement createStatement() throws SQLException {
    return logged(super.createStatement(), "");
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return logged(super.createStatement(type, concurrency), "");
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return logged(super.prepareStatement(sql), sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return logged(super.prepareStatement(sql, type, concurrency), sql);
  }

  @Override
  public void commit() throws SQLException {
    end("COMMIT", super::commit);
  }

  @Override
  public void rollback() throws SQLException {
    end("ROLLBACK", super::rollback);
  }

  @Override
  public void close() throws SQLException {
    log.connection(DriverLogLevel.DEBUG, "disconnecting", session, System.nanoTime());
    super.close();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : super.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || super.isWrapperFor(type);
  }

  private LoggedStatement logged(Statement statement, String prepared) {
    return new LoggedStatement(statement, prepared, log, session);
  }

  @FunctionalInterface
  private interface Ending {
    void run() throws SQLException;
  }

  /** Where no transaction is open, the driver sends nothing to end it. */
  private void end(String sql, Ending ending) throws SQLException {
    if (super.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE) {
      ending.run();
      return;
    }
    var _ =
        new ExecutionLog(log, session)
            .run(
                sql,
                () -> {
                  ending.run();
                  return sql;
                },
                _ -> -1);
  }
}
