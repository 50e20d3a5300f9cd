package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.core.retry.Backoff;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.failure.StandbySession;
import io.cqdestination.postgres.logging.ExpectedFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements that change one table, each by itself and until it is done or its time is over.
 * Thread-safe.
 */
final class SingleStatements {
  /** The table is locked against changes of its shape, or busy with one. */
  private static final String LOCKED = "57000";

  /** It took longer than we, or a setting of the user's, let it. */
  private static final String CANCELLED = "57014";

  /**
   * An older change of the table is not finished yet, or waits for the second half of a pair; or a
   * change was begun and taken back, XXA00.
   */
  private static final Set<String> UNFINISHED = Set.of("55C02", "0A000", "42P16", LOCKED, "XXA00");

  /** How long somebody's change may take to show in the catalogue. */
  private static final Duration RACE_PATIENCE = Duration.ofSeconds(2);

  /** For the server's answer to a request to cancel; versions before 22.1 take none. */
  private static final int GRACE_SECONDS = 5;

  private final ConnectionSource connections;
  private final TableCatalog catalog;
  private final ChangeStatements statements;
  private final Duration patience;

  SingleStatements(
      ConnectionSource connections,
      TableCatalog catalog,
      ChangeStatements statements,
      Duration patience) {
    this.connections = connections;
    this.catalog = catalog;
    this.statements = statements;
    this.patience = patience;
  }

  /** Whether the table's lock was removed, once for a list of statements. */
  private static final class SchemaUnlock {
    private boolean done;
  }

  /**
   * @param sql in order
   * @return whether all took effect; if not, somebody else has changed the table meanwhile
   */
  boolean run(TableMigration migration, List<String> sql) {
    SchemaUnlock unlock = new SchemaUnlock();
    for (String statement : sql) {
      if (!run(migration, statement, unlock)) {
        return false;
      }
    }
    if (unlock.done) {
      statements
          .schemaLock(migration.wanted().name(), true)
          .ifPresent(lock -> run(migration, lock, unlock));
    }
    return true;
  }

  private boolean run(TableMigration migration, String sql, SchemaUnlock unlock) {
    String table = migration.wanted().name();
    Backoff backoff = Backoff.startingNow(patience);
    Backoff race = Backoff.startingNow(RACE_PATIENCE);
    while (true) {
      try {
        execute(sql, backoff.left());
        return true;
      } catch (SQLException e) {
        if (RaceSigns.isRace(e)) {
          if (isChanged(migration)) {
            return false;
          } else if (!race.mayRetry()) {
            throw RefusedChange.of(table, e);
          }
          race.pause("the migration");
          continue;
        }
        boolean unlocked = SqlStates.is(e, LOCKED) && unlocked(table, unlock, backoff);
        if (unlocked) {
          continue;
        }
        if (!mayPass(e) || !backoff.mayRetry()) {
          throw isUnfinished(e)
              ? UnfinishedChange.of(table, sql, backoff.elapsed(), e)
              : RefusedChange.of(table, e);
        }
        backoff.pause("the migration");
      }
    }
  }

  /** Whether the table is another one than the statements were made for. */
  private boolean isChanged(TableMigration migration) {
    String name = migration.wanted().name();
    @Nullable StoredTable now = catalog.find(List.of(name)).get(name);
    return !Objects.equals(now, migration.found());
  }

  private boolean unlocked(String table, SchemaUnlock unlock, Backoff backoff) {
    Optional<String> statement = statements.schemaLock(table, false);
    if (unlock.done || statement.isEmpty()) {
      return false;
    }
    unlock.done = true;
    try {
      execute(statement.get(), backoff.left());
      return true;
    } catch (SQLException e) {
      throw RefusedChange.of(table, e);
    }
  }

  private void execute(String sql, Duration limit) throws SQLException {
    int seconds = Math.toIntExact(limit.plusSeconds(1).toSeconds());
    try (Connection connection = connections.connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(seconds);
      statement.setEscapeProcessing(false);
      int usual = connection.getNetworkTimeout();
      connection.setNetworkTimeout(
          Runnable::run, Math.toIntExact(TimeUnit.SECONDS.toMillis(seconds + GRACE_SECONDS)));
      try {
        ExpectedFailures.during(
            () -> statement.execute(sql), failure -> RaceSigns.isRace(failure) || mayPass(failure));
      } catch (SQLException failure) {
        StandbySession.discardAfter(failure, connection);
        throw failure;
      } finally {
        if (!connection.isClosed()) {
          connection.setNetworkTimeout(Runnable::run, usual);
        }
      }
    }
  }

  private static boolean mayPass(SQLException failure) {
    return SqlStates.isTransient(failure) || UNFINISHED.contains(SqlStates.of(failure));
  }

  private static boolean isUnfinished(SQLException failure) {
    return SqlStates.is(failure, CANCELLED) || UNFINISHED.contains(SqlStates.of(failure));
  }
}
