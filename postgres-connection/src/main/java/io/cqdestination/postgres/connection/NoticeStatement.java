package io.cqdestination.postgres.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.tools.jdbc.DefaultPreparedStatement;

/**
 * A statement, prepared or not, that has the warnings of its last execution logged when it is
 * closed; the driver keeps them until then. An answer that the driver does not understand is a
 * failure with words, in the methods below, which are those in use. Used by one thread.
 */
final class NoticeStatement extends DefaultPreparedStatement {
  private final Connection session;
  private final ServerNotices notices;

  /**
   * @param session ended where the driver does not understand an answer
   */
  NoticeStatement(Statement statement, Connection session, ServerNotices notices) {
    super(statement);
    this.session = session;
    this.notices = notices;
  }

  @Override
  public boolean execute() throws SQLException {
    return BrokenProtocol.call(session, super::execute);
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return BrokenProtocol.call(session, () -> super.execute(sql));
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return BrokenProtocol.call(session, super::executeQuery);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return BrokenProtocol.call(session, () -> super.executeQuery(sql));
  }

  @Override
  public int executeUpdate() throws SQLException {
    return BrokenProtocol.call(session, super::executeUpdate);
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return BrokenProtocol.call(session, () -> super.executeUpdate(sql));
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return BrokenProtocol.call(session, super::executeBatch);
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed()) {
      notices.takeWarnings(getWarnings());
    }
    super.close();
  }
}
