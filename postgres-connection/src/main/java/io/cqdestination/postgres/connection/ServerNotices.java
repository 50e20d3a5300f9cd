package io.cqdestination.postgres.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.QueryExecutorBase;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What servers say besides answers, over all sessions of one opener: a few are logged, each text
 * once, and none is kept for longer than the statement that brought it about. A user's trigger may
 * say something of every row; the driver would hold all that comes with COPY or COMMIT for as long
 * as the session lives, in a list that it walks through for each new one. Thread-safe.
 */
final class ServerNotices {
  private static final Logger log = LoggerFactory.getLogger(ServerNotices.class);

  private static final int MOST_LOGGED = 5;
  private static final int LONGEST = 600;
  private static final String CLASS_OF_WARNINGS = "01";

  private final Set<String> logged = new HashSet<>();
  private volatile boolean full;

  /**
   * Takes what a new session has said so far, and all that it will say apart from what it says of
   * statements.
   */
  void takeFrom(Connection session) throws SQLException {
    for (SQLWarning next = session.getWarnings(); next != null; next = next.getNextWarning()) {
      take(next);
    }
    session.clearWarnings();
    PgConnection driver = session.unwrap(PgConnection.class);
    // What comes with COPY, and what comes with COMMIT: the driver has a list for each.
    if (driver.getQueryExecutor() instanceof QueryExecutorBase executor) {
      executor.addWarning(new DroppedNotices(this));
    }
    driver.addWarning(new DroppedNotices(this));
  }

  /**
   * Logs the warnings of a statement that are among the first. Mere notices are said of this
   * program's own statements, such as that a table to drop is not there.
   */
  void takeWarnings(@Nullable SQLWarning first) {
    for (SQLWarning next = first; next != null && !full; next = next.getNextWarning()) {
      if (warns(next)) {
        take(next);
      }
    }
  }

  /** Logs one, if it is among the first. */
  void take(SQLWarning notice) {
    if (full) {
      return;
    }
    String words = shortened(Objects.requireNonNullElse(notice.getMessage(), ""));
    synchronized (logged) {
      if (full || !logged.add(words)) {
        return;
      }
      full = logged.size() > MOST_LOGGED;
    }
    log.atLevel(warns(notice) ? Level.WARN : Level.INFO)
        .log(
            full ? "the server says more, which is not logged any longer" : "the server says: {}",
            words);
  }

  /** By the SQLState, as the severity itself is told in the server's language. */
  private static boolean warns(SQLWarning notice) {
    return Objects.requireNonNullElse(notice.getSQLState(), "").startsWith(CLASS_OF_WARNINGS);
  }

  private static String shortened(String words) {
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
  }
}
