package io.cqdestination.postgres.ddl;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.core.retry.Backoff;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.LockHolders;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.failure.Transaction;
import io.cqdestination.postgres.logging.ExpectedFailures;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes tables in transactions that take the migration lock first and then look at the tables
 * again, so that nobody changes, or drops, what another one has just made. Thread-safe.
 */
final class TransactionalChanges implements TableChanger.Changes {
  private final ConnectionSource connections;
  private final SchemaName schema;
  private final TableCatalog catalog;
  private final ChangeStatements statements;
  private final Duration patience;
  private final MigrationTransaction transaction;
  private final MigrationLock lock;

  TransactionalChanges(
      ConnectionSource connections,
      SchemaName schema,
      TableCatalog catalog,
      ChangeStatements statements,
      Duration patience) {
    this.connections = connections;
    this.schema = schema;
    this.catalog = catalog;
    this.statements = statements;
    this.patience = patience;
    this.lock = MigrationLock.of(schema);
    this.transaction = new MigrationTransaction(lock);
  }

  @Override
  public Set<String> apply(List<TableMigration> migrations) {
    Set<String> outdated = new HashSet<>();
    List<List<TableMigration>> groups = MigrationGroups.of(migrations);
    CompletableFuture<List<Rendered>> next = rendered(groups.getFirst());
    for (int i = 1; i <= groups.size(); i++) {
      List<Rendered> group = next.join();
      // The server is busy with one group while the next one's SQL is made.
      next = i < groups.size() ? rendered(groups.get(i)) : next;
      outdated.addAll(applyGroup(group));
    }
    return outdated;
  }

  private CompletableFuture<List<Rendered>> rendered(List<TableMigration> group) {
    return CompletableFuture.supplyAsync(() ->
        group.stream()
            .map(migration -> new Rendered(migration, statements.statements(migration)))
            .toList());
  }

  private Set<String> applyGroup(List<Rendered> group) {
    Backoff backoff = Backoff.startingNow(patience);
    while (true) {
      try (Connection connection = connections.connect()) {
        return ExpectedFailures.during(
            () -> inTransaction(connection, group, backoff.left()),
            failure ->
                RaceSigns.isRace(failure)
                    || SqlStates.is(failure, KeptTableStatements.VALUES_LOST)
                    || group.size() > 1);
      } catch (SQLException e) {
        if (SqlStates.is(e, KeptTableStatements.VALUES_LOST)) {
          return names(group); // they came since the plan was made
        }
        boolean passing = SqlStates.isTransient(e);
        Set<String> outdated = RaceSigns.isRace(e) ? changedMeanwhile(group) : Set.of();
        if (!outdated.isEmpty()) {
          return names(group);
        } else if (!passing && group.size() > 1) {
          return oneByOne(group);
        } else if (!passing || !backoff.mayRetry()) {
          throw failure(group, e);
        }
        backoff.pause("the migration");
      }
    }
  }

  /** The tables that somebody changed without taking the lock. */
  private Set<String> changedMeanwhile(List<Rendered> group) {
    Map<String, StoredTable> found = catalog.find(names(group));
    return names(
        group.stream().filter(table -> !table.isMadeFor(found.get(table.name()))).toList());
  }

  /** Settles all tables that can be, and names the first that cannot. */
  private Set<String> oneByOne(List<Rendered> group) {
    Set<String> outdated = new HashSet<>();
    group.forEach(table -> outdated.addAll(applyGroup(List.of(table))));
    return outdated;
  }

  private Set<String> inTransaction(Connection connection, List<Rendered> group, Duration left)
      throws SQLException {
    Map<String, List<String>> losses = new HashMap<>();
    List<Rendered> current =
        Transaction.run(
            connection,
            () -> {
              Map<String, StoredTable> found =
                  TableCatalog.definitions(
                      catalog.describe(connection, transaction.preamble(left), names(group)));
              List<Rendered> unchanged =
                  group.stream().filter(table -> table.isMadeFor(found.get(table.name()))).toList();
              losses.putAll(TableLosses.of(connection, schema, dropped(unchanged)));
              run(connection, unchanged);
              return unchanged;
            });
    current.forEach(
        table -> ChangeLog.done(table.migration(), losses.getOrDefault(table.name(), List.of())));
    Set<String> outdated = names(group);
    outdated.removeAll(names(current));
    return outdated;
  }

  private static Set<String> dropped(List<Rendered> group) {
    return names(group.stream().filter(table -> table.migration().dropsTable()).toList());
  }

  private void run(Connection connection, List<Rendered> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (Rendered table : tables) {
        for (String sql : table.statements()) {
          statement.addBatch(sql);
        }
      }
      // With the last of them, as nothing is looked at in between.
      statement.addBatch("commit");
      statement.executeBatch();
    } catch (BatchUpdateException e) {
      throw e.getCause() instanceof SQLException words ? words : e;
    }
  }

  private DestinationException failure(List<Rendered> group, SQLException cause) {
    String tables = String.join(", ", new TreeSet<>(names(group)));
    if (!SqlStates.is(cause, SqlStates.LOCK_NOT_AVAILABLE)) {
      return RefusedChange.of(tables, cause);
    }
    List<String> holders = List.of();
    try (Connection connection = connections.connect()) {
      holders = LockHolders.of(connection, qualified(names(group)), lock.space(), lock.key());
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    return new DestinationException.Transient(
        "migrating %s: still locked after %d s%s"
            .formatted(
                tables,
                patience.toSeconds(),
                holders.isEmpty() ? "" : ": " + String.join("; ", holders)),
        cause);
  }

  private List<String> qualified(Set<String> names) {
    return names.stream().map(name -> Identifiers.qualified(schema.value(), name)).toList();
  }

  private static Set<String> names(List<Rendered> group) {
    return group.stream().map(Rendered::name).collect(Collectors.toCollection(HashSet::new));
  }

  /** A table's migration with its SQL. */
  private record Rendered(TableMigration migration, List<String> statements) {
    String name() {
      return migration.wanted().name();
    }

    boolean isMadeFor(@Nullable StoredTable found) {
      return Objects.equals(migration.found(), found);
    }
  }
}
