package io.cqdestination.postgres.failure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds out who holds locks that are waited for. Thread-safe. */
public final class LockHolders {
  /** Advisory locks of two numbers are those whose fourth part is 2. */
  private static final String HOLDERS =
      """
      SELECT DISTINCT relname, pid, usename, application_name, state,
        pg_catalog.to_char(query_start, 'YYYY-MM-DD HH24:MI:SSOF')
      FROM pg_catalog.pg_locks JOIN pg_catalog.pg_stat_activity USING (pid)
        LEFT JOIN pg_catalog.pg_class ON pg_class.oid = relation
      WHERE granted AND pid <> pg_catalog.pg_backend_pid()
        AND datname = pg_catalog.current_database()
        AND (relation IN (SELECT pg_catalog.to_regclass(name) FROM pg_catalog.unnest(?) AS listed (name))
          OR locktype = 'advisory' AND classid::bigint = ? AND objid::bigint = ? AND objsubid = 2)
      ORDER BY relname, pid\
      """;

  /** What no advisory lock of ours has. */
  private static final long NO_LOCK = -1;

  private LockHolders() {}

  /**
   * Describes every other session that holds a lock on one of the tables.
   *
   * @param tables their names, qualified and quoted
   * @return a phrase for each session and table; empty when they are gone
   */
  public static List<String> of(Connection connection, Collection<String> tables)
      throws SQLException {
    return of(connection, tables, NO_LOCK, NO_LOCK);
  }

  /**
   * Describes sessions that hold an advisory lock of two numbers too, which is that of migrations.
   */
  public static List<String> of(
      Connection connection, Collection<String> tables, long space, long key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
      statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
      statement.setLong(2, space);
      statement.setLong(3, key);
      try (ResultSet rows = statement.executeQuery()) {
        return phrases(rows);
      }
    }
  }

  private static List<String> phrases(ResultSet rows) throws SQLException {
    List<String> phrases = new ArrayList<>();
    while (rows.next()) {
      phrases.add(
          "%s session %d (user %s, application %s, %s since %s)"
              .formatted(
                  Optional.ofNullable(rows.getString(1))
                      .map(table -> table + " is locked by")
                      .orElse("another migration runs in"),
                  rows.getInt(2),
                  known(rows, 3),
                  known(rows, 4),
                  known(rows, 5),
                  known(rows, 6)));
    }
    return phrases;
  }

  private static String known(ResultSet rows, int column) throws SQLException {
    String value = Objects.requireNonNullElse(rows.getString(column), "");
    return value.isEmpty() ? "unknown" : value;
  }
}
