package io.cqdestination.postgres.connection;

import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.tools.jdbc.DefaultPreparedStatement;

/**
 * A statement, prepared or not, that has the warnings of its last execution logged when it is
 * closed; the driver keeps them until then. Used by one thread.
 */
final class NoticeStatement extends DefaultPreparedStatement {
  private final ServerNotices notices;

  NoticeStatement(Statement statement, ServerNotices notices) {
    super(statement);
    this.notices = notices;
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed()) {
      notices.takeWarnings(getWarnings());
    }
    super.close();
  }
}
