package io.cqdestination.postgres.catalog;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tables of the destination's schema. Thread-safe. */
public final class TableCatalog implements SchemaCatalog {
  private static final String SUBJECT = "reading the catalogue";

  private final RetriedTransaction transactions;
  private final CatalogQuery query;
  private final RecentTables recent = new RecentTables();

  /** A catalogue that is asked once. */
  public TableCatalog(ConnectionSource connections, Dialect dialect, SchemaName schema) {
    this(new RetriedTransaction(connections, Duration.ZERO), dialect, schema);
  }

  /**
   * @param transactions repeats questions that a lost connection left without an answer
   */
  public TableCatalog(RetriedTransaction transactions, Dialect dialect, SchemaName schema) {
    this.transactions = transactions;
    this.query =
        switch (dialect) {
          case PostgresDialect postgres -> new PostgresCatalogQuery(postgres, schema);
          case CockroachDialect _ -> new CockroachCatalogQuery(schema);
        };
  }

  @Override
  public Map<String, StoredTable> find(Collection<String> storedNames) {
    Map<String, WritableTable> found = describe(storedNames);
    recent.keep(found);
    return definitions(found);
  }

  /**
   * Looks tables up with everything a writer has to know.
   *
   * @return by name; a name without a table is missing
   * @throws io.cqdestination.core.failure.DestinationException when the database cannot be asked
   */
  public Map<String, WritableTable> describe(Collection<String> storedNames) {
    if (storedNames.isEmpty()) {
      return Map.of();
    }
    try {
      return query.isOneStatement(storedNames.size())
          ? transactions.ask(SUBJECT, connection -> describe(connection, storedNames))
          : transactions.run(SUBJECT, connection -> describe(connection, storedNames));
    } catch (DatabaseRefused refused) {
      if (refused.getCause() instanceof SQLException words
          && SqlStates.is(words, SqlStates.UNTRANSLATABLE_CHARACTER)) {
        // The server names the character and not the name that has it.
        for (String name : storedNames) {
          var _ =
              transactions.run("table " + name, connection -> describe(connection, List.of(name)));
        }
      }
      throw refused;
    }
  }

  /**
   * Looks tables up as {@link #describe(Collection)} does; those that {@link #find} found seconds
   * ago, and that nobody here has changed, are as they were.
   */
  public Map<String, WritableTable> describeSoon(Collection<String> storedNames) {
    Map<String, WritableTable> found = recent.of(storedNames);
    Set<String> others = new HashSet<>(storedNames);
    others.removeAll(found.keySet());
    found.putAll(describe(others));
    return found;
  }

  /** Tables of these names are changed now, or were. */
  public void changed(Collection<String> storedNames) {
    recent.forget(storedNames);
  }

  /**
   * Looks tables up over a connection, as its transaction sees them behind some statements.
   *
   * @param before statements without parameters that run first, with the question
   */
  public Map<String, WritableTable> describe(
      Connection connection, List<String> before, Collection<String> storedNames)
      throws SQLException {
    return query.read(connection, before, storedNames);
  }

  private Map<String, WritableTable> describe(Connection connection, Collection<String> storedNames)
      throws SQLException {
    return describe(connection, List.of(), storedNames);
  }

  /** The same tables, without what only writers need. */
  public static Map<String, StoredTable> definitions(Map<String, WritableTable> tables) {
    Map<String, StoredTable> definitions = HashMap.newHashMap(tables.size());
    tables.forEach((name, table) -> definitions.put(name, table.definition()));
    return definitions;
  }
}
