package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.silence.Traffic;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import org.jooq.tools.jdbc.DefaultConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of a driver's connection: what the server says of statements is logged, {@link
 * #abort} waits for nobody, and what the driver does not understand has words. As thread-safe as
 * the connection.
 */
final class OpenSession extends DefaultConnection {
  private static final Logger log = LoggerFactory.getLogger(OpenSession.class);

  private final ServerNotices notices;
  private final Traffic traffic;

  /**
   * @param notices is given what is said of statements
   * @param traffic of the session's socket
   */
  OpenSession(Connection connection, ServerNotices notices, Traffic traffic) {
    super(connection);
    this.notices = notices;
    this.traffic = traffic;
  }

  @Override
  public boolean isClosed() throws SQLException {
    return traffic.hasEnded() || super.isClosed();
  }

  /** Says goodbye to the server, unless nothing more can be said to it. */
  @Override
  public void close() throws SQLException {
    if (traffic.hasEnded()) {
      super.abort(Runnable::run);
    } else {
      super.close();
    }
  }

  /**
   * Ends the waits of other threads at once. Java's TLS would wait for ever behind a thread that is
   * writing to a peer that has stopped reading, so what is below it is closed first.
   */
  @Override
  public void abort(Executor executor) throws SQLException {
    try {
      traffic.giveUp("the connection was aborted");
    } catch (IOException failure) {
      log.debug("an aborted connection could not be closed", failure);
    }
    super.abort(executor);
  }

  @Override
  public void commit() throws SQLException {
    BrokenProtocol.run(this, super::commit);
  }

  @Override
  public void rollback() throws SQLException {
    BrokenProtocol.run(this, super::rollback);
  }

  @Override
  public Statement createStatement() throws SQLException {
    return new NoticeStatement(super.createStatement(), this, notices);
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return new NoticeStatement(super.createStatement(type, concurrency), this, notices);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return new NoticeStatement(super.prepareStatement(sql), this, notices);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return new NoticeStatement(super.prepareStatement(sql, type, concurrency), this, notices);
  }
}
