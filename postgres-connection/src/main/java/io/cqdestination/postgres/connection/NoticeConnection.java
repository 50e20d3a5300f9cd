package io.cqdestination.postgres.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.tools.jdbc.DefaultConnection;

/**
 * Stands in front of a driver's connection, whose statements keep what the server says of them. As
 * thread-safe as the connection.
 */
final class NoticeConnection extends DefaultConnection {
  private final ServerNotices notices;

  /**
   * @param notices is given what is said of statements
   */
  NoticeConnection(Connection connection, ServerNotices notices) {
    super(connection);
    this.notices = notices;
  }

  @Override
  public Statement createStatement() throws SQLException {
    return new NoticeStatement(super.createStatement(), notices);
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return new NoticeStatement(super.createStatement(type, concurrency), notices);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return new NoticeStatement(super.prepareStatement(sql), notices);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return new NoticeStatement(super.prepareStatement(sql, type, concurrency), notices);
  }
}
