package io.cqdestination.postgres.write;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.tools.jdbc.DefaultConnection;

/** A session that stays open when its borrower closes it. Used by one thread. */
final class LentSession extends DefaultConnection {
  LentSession(Connection session) {
    super(session);
  }

  /** What the borrower has not committed is rolled back. */
  @Override
  public void close() throws SQLException {
    Connection session = getDelegate();
    if (!session.isClosed() && !session.getAutoCommit()) {
      session.rollback();
      session.setAutoCommit(true);
    }
  }
}
