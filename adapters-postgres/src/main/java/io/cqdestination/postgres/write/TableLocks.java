package io.cqdestination.postgres.write;

import io.cqdestination.postgres.connection.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who holds locks on a table that is waited for. Thread-safe. */
final class TableLocks {
  private static final Logger log = LoggerFactory.getLogger(TableLocks.class);

  private static final String HOLDERS =
      """
      SELECT DISTINCT pid, usename, application_name, state
      FROM pg_catalog.pg_locks JOIN pg_catalog.pg_stat_activity USING (pid)
      WHERE relation = pg_catalog.to_regclass(?) AND granted AND pid <> pg_catalog.pg_backend_pid()
      ORDER BY pid LIMIT 3\
      """;

  private TableLocks() {}

  /**
   * A sentence's end that names the sessions; empty when there are none any more, or when they
   * cannot be known.
   *
   * @param table the qualified, quoted name
   */
  static String holders(ConnectionSource connections, String table) {
    StringJoiner holders = new StringJoiner(", ", "; locks are held by ", "").setEmptyValue("");
    try (Connection connection = connections.connect();
        PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          holders.add(
              "session %d (user %s, application %s, %s)"
                  .formatted(
                      rows.getInt(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    } catch (SQLException failure) {
      log.debug("who holds locks on {} cannot be known", table, failure);
    }
    return holders.toString();
  }
}
