package io.cqdestination.postgres.logging;

import io.cqdestination.postgres.connection.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Connections whose statements are logged. What it costs is a few calls a statement, never
 * something a row: rows pass in COPY's chunks. Thread-safe.
 */
public final class LoggedConnections implements ConnectionSource {
  private final ConnectionSource source;
  private final StatementLog log;

  private LoggedConnections(ConnectionSource source, StatementLog log) {
    this.source = source;
    this.log = log;
  }

  /** The source itself where nothing is to be logged. */
  public static ConnectionSource of(ConnectionSource source, DriverLogLevel level) {
    return level == DriverLogLevel.NONE
        ? source
        : new LoggedConnections(source, new StatementLog(level));
  }

  @Override
  public Connection connect() throws SQLException {
    long start = System.nanoTime();
    try {
      return new LoggedConnection(source.connect(), log, start);
    } catch (SQLException failure) {
      log.notConnected(failure, start);
      throw failure;
    }
  }
}
