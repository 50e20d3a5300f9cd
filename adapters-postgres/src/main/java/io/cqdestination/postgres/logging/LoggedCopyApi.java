package io.cqdestination.postgres.logging;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** The driver's way to COPY, with each COPY logged when it ends. Used by one thread. */
final class LoggedCopyApi extends CopyManager {
  private final StatementLog log;
  private final int session;

  LoggedCopyApi(BaseConnection connection, StatementLog log, int session) throws SQLException {
    super(connection);
    this.log = log;
    this.session = session;
  }

  @Override
  public CopyIn copyIn(String sql) throws SQLException {
    LoggedCopy copy = new LoggedCopy(sql, session, log);
    return copy.watching(() -> new LoggedCopyIn(super.copyIn(sql), copy));
  }

  @Override
  public CopyOut copyOut(String sql) throws SQLException {
    LoggedCopy copy = new LoggedCopy(sql, session, log);
    return copy.watching(() -> new LoggedCopyOut(super.copyOut(sql), copy));
  }
}
