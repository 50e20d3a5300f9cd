package io.cqdestination.postgres.upkeep;

import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.failure.Transaction;
import io.cqdestination.postgres.logging.ExpectedFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has PostgreSQL collect the statistics of tables of which many rows were changed. What goes wrong
 * is said at level warn and does no harm. Thread-safe.
 */
public final class TableAnalysis {
  /** For all tables together: the client of the stream waits. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Who holds it may collect the same statistics. */
  private static final String WAIT_FOR_LOCK = "SET LOCAL lock_timeout = 3000";

  /** Of a partitioned table the sums of its partitions; a table without statistics has 0 or -1. */
  private static final String QUESTION =
      """
      WITH RECURSIVE part (root, oid) AS (
        SELECT c.oid, c.oid FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = ? AND CAST(c.relname AS text) = ANY (?) AND c.relkind IN ('r', 'p')
        UNION ALL
        SELECT p.root, i.inhrelid FROM part p JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid)
      SELECT r.relname, sum(pg_catalog.pg_relation_size(c.oid)),
        sum(CASE WHEN c.reltuples > 0 THEN c.reltuples ELSE 0 END)
      FROM part p JOIN pg_catalog.pg_class r ON r.oid = p.root
        JOIN pg_catalog.pg_class c ON c.oid = p.oid AND c.relkind <> 'p'
      GROUP BY r.relname ORDER BY r.relname\
      """;

  private static final Logger log = LoggerFactory.getLogger(TableAnalysis.class);

  private final ConnectionSource connections;
  private final SchemaName schema;
  private final AnalyzePolicy policy;

  public TableAnalysis(ConnectionSource connections, SchemaName schema, AnalyzePolicy policy) {
    this.connections = connections;
    this.schema = schema;
    this.policy = policy;
  }

  /**
   * Has the statistics collected of those tables that need it.
   *
   * @param changedRows by the database's names of tables. The server counts changes too, but is
   *     told of them by each session some time later, when they may be looked at already.
   * @param stopped whether nobody waits any more, asked before each table
   */
  public void run(Map<String, Long> changedRows, BooleanSupplier stopped) {
    long end = System.nanoTime() + LIMIT.toNanos();
    try (Connection connection = connections.connect()) {
      for (String table : due(connection, changedRows)) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (stopped.getAsBoolean()) {
          return;
        }
        if (left.isNegative()) {
          warn(table, "%d s were not enough for all tables".formatted(LIMIT.toSeconds()));
          return;
        }
        analyze(connection, table, left);
      }
    } catch (SQLException failure) {
      log.warn("statistics are not collected: {}", ServerWords.of(failure));
    }
  }

  private List<String> due(Connection connection, Map<String, Long> changedRows)
      throws SQLException {
    List<String> due = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(QUESTION)) {
      statement.setQueryTimeout(Math.toIntExact(LIMIT.toSeconds()));
      statement.setString(1, schema.value());
      statement.setArray(2, connection.createArrayOf("text", changedRows.keySet().toArray()));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          String table = found.getString(1);
          long changed = changedRows.getOrDefault(table, 0L);
          if (policy.isDue(changed, found.getDouble(3), found.getLong(2))) {
            due.add(table);
          }
        }
      }
    }
    return due;
  }

  private void analyze(Connection connection, String table, Duration left) throws SQLException {
    try {
      Optional<SQLWarning> refusal =
          ExpectedFailures.during(
              () -> Transaction.run(connection, () -> analyzed(connection, table, left)),
              _ -> true);
      if (refusal.isEmpty()) {
        log.atDebug().addKeyValue("table", table).log("statistics of table {} collected", table);
      } else {
        warn(
            table,
            ServerWords.of(refusal.get())); // the right is missing: the server skips the table
      }
    } catch (SQLException failure) {
      if (SqlStates.isConnectionLoss(failure)) {
        throw failure;
      }
      warn(table, ServerWords.of(failure));
    }
  }

  private Optional<SQLWarning> analyzed(Connection connection, String table, Duration left)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setQueryTimeout(Math.toIntExact(left.toSeconds()) + 1);
      statement.execute(WAIT_FOR_LOCK);
      statement.execute("ANALYZE " + Identifiers.qualified(schema.value(), table));
      return Optional.ofNullable(statement.getWarnings());
    }
  }

  private static void warn(String table, String reason) {
    log.atWarn()
        .addKeyValue("table", table)
        .log("table {}: its statistics are not collected: {}", table, reason);
  }
}
