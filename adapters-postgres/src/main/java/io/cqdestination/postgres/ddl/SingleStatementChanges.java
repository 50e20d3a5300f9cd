package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.SqlFailure;
import io.cqdestination.postgres.logging.ExpectedFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes tables by statements that are each committed by themselves, for CockroachDB, where
 * several in a transaction may end up half applied. Every statement may be repeated, as a lost
 * answer leaves open whether it took effect. Thread-safe.
 */
final class SingleStatementChanges implements TableChanger.Changes {
  /** The table is locked against changes of its shape, or busy with one. */
  private static final String LOCKED = "57000";

  /**
   * An older change of the table is not finished yet, or waits for the second half of a pair; or a
   * change was begun and taken back, XXA00.
   */
  private static final Set<String> UNFINISHED = Set.of("55C02", "0A000", "42P16", LOCKED, "XXA00");

  /** Whether a table's lock was removed for some statements. */
  private static final class SchemaUnlock {
    private boolean done;
  }

  private final ConnectionSource connections;
  private final TableCatalog catalog;
  private final ChangeStatements statements;
  private final Duration patience;

  SingleStatementChanges(
      ConnectionSource connections,
      TableCatalog catalog,
      ChangeStatements statements,
      Duration patience) {
    this.connections = connections;
    this.catalog = catalog;
    this.statements = statements;
    this.patience = patience;
  }

  @Override
  public Set<String> apply(List<TableMigration> migrations) {
    Set<String> outdated = new HashSet<>();
    for (TableMigration migration : migrations) {
      String name = migration.wanted().name();
      if (isCurrent(migration) && applied(migration)) {
        ChangeLog.done(migration, List.of());
      } else {
        outdated.add(name);
      }
    }
    return outdated;
  }

  /**
   * Looks again before a table is dropped, as there is no lock that keeps others from making it.
   */
  private boolean isCurrent(TableMigration migration) {
    if (!migration.dropsTable()) {
      return true;
    }
    String name = migration.wanted().name();
    Map<String, StoredTable> found = catalog.find(List.of(name));
    return Objects.equals(found.get(name), migration.found());
  }

  private boolean applied(TableMigration migration) {
    String table = migration.wanted().name();
    boolean movesKey = migration.changes().stream().anyMatch(MovePrimaryKey.class::isInstance);
    if (!applied(table, statements.statements(migration))) {
      return false;
    }
    StoredTable now = movesKey ? catalog.find(List.of(table)).get(table) : null;
    return now == null || applied(table, statements.clearings(migration, now));
  }

  private boolean applied(String table, List<String> sql) {
    SchemaUnlock unlock = new SchemaUnlock();
    for (String statement : sql) {
      if (!applied(table, statement, unlock)) {
        return false;
      }
    }
    if (unlock.done) {
      unlock.done = false;
      statements.schemaLock(table, true).ifPresent(lock -> applied(table, lock, unlock));
    }
    return true;
  }

  private boolean applied(String table, String sql, SchemaUnlock unlock) {
    RetryWindow window = new RetryWindow(patience);
    while (true) {
      try {
        execute(sql, window);
        return true;
      } catch (SQLException e) {
        if (RaceSigns.isRace(e)) {
          return false;
        }
        boolean unlocked = LOCKED.equals(e.getSQLState()) && unlocked(table, unlock, window);
        if (!unlocked && (!mayPass(e) || !window.pause())) {
          throw SqlFailure.during("migrating " + table, e);
        }
      }
    }
  }

  /** Whether a lock against changes was removed now; once for a list of statements. */
  private boolean unlocked(String table, SchemaUnlock unlock, RetryWindow window) {
    Optional<String> statement = statements.schemaLock(table, false);
    if (unlock.done || statement.isEmpty()) {
      return false;
    }
    unlock.done = true;
    try {
      execute(statement.get(), window);
      return true;
    } catch (SQLException e) {
      throw SqlFailure.during("migrating " + table, e);
    }
  }

  private void execute(String sql, RetryWindow window) throws SQLException {
    try (Connection connection = connections.connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(Math.toIntExact(window.left().plusSeconds(1).toSeconds()));
      statement.setEscapeProcessing(false);
      ExpectedFailures.during(
          () -> statement.execute(sql), failure -> RaceSigns.isRace(failure) || mayPass(failure));
    }
  }

  private static boolean mayPass(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    return SqlFailure.isTransient(failure) || (state != null && UNFINISHED.contains(state));
  }
}
