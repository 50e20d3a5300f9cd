package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.failure.ServerWords;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Sees to it that the database has the extension {@code vector}. Thread-safe. */
public final class ExtensionSetup {
  private static final String QUESTION =
      """
      SELECT n.nspname, e.extversion,
        EXISTS (SELECT 1 FROM pg_catalog.pg_type t
          WHERE t.typnamespace = e.extnamespace AND t.typname = 'halfvec'),
        EXISTS (SELECT 1 FROM pg_catalog.pg_am WHERE amname = 'hnsw')
      FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'vector'\
      """;

  /** The version that would be created, where, and whether by this user. */
  private static final String AVAILABLE =
      """
      SELECT (SELECT default_version FROM pg_catalog.pg_available_extensions
          WHERE name = 'vector'),
        pg_catalog.current_schema(), pg_catalog.current_database(),
        pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')\
      """;

  private ExtensionSetup() {}

  /**
   * Creates the extension where it is missing.
   *
   * @throws NotReady when the server does not have it, the user may not create it, or it is too old
   */
  public static VectorExtension prepare(
      RetriedTransaction transactions, Dialect dialect, EmbeddingOptions options) {
    return run(transactions, dialect, options, ExtensionSetup::findOrCreate);
  }

  /**
   * Tells what {@link #prepare} would find or create, and changes nothing.
   *
   * @throws NotReady when it would fail for a reason that can be seen beforehand
   */
  public static VectorExtension foresee(
      RetriedTransaction transactions, Dialect dialect, EmbeddingOptions options) {
    return run(transactions, dialect, options, ExtensionSetup::findOrForesee);
  }

  private static VectorExtension run(
      RetriedTransaction transactions,
      Dialect dialect,
      EmbeddingOptions options,
      RetriedTransaction.Work<VectorExtension> search) {
    switch (dialect) {
      case CockroachDialect cockroach ->
          throw new NotReady(
              "pgvector_config needs PostgreSQL with the extension vector (pgvector), which %s does not have: remove it from the spec, or use a PostgreSQL server with pgvector installed"
                  .formatted(cockroach.product()));
      case PostgresDialect _ -> {
        VectorExtension extension = transactions.run("preparing the extension vector", search);
        extension.check(options);
        return extension;
      }
    }
  }

  private static VectorExtension findOrForesee(Connection connection) throws SQLException {
    VectorExtension found = find(connection);
    if (found != null) {
      return found;
    }
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(AVAILABLE)) {
      answer.next();
      String version = answer.getString(1);
      if (version == null || !answer.getBoolean(4)) {
        throw refusal(version != null, answer.getString(3), "");
      }
      return VectorExtension.missing(answer.getString(2), version);
    }
  }

  private static VectorExtension findOrCreate(Connection connection) throws SQLException {
    VectorExtension found = find(connection);
    if (found != null) {
      return found;
    }
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.execute(VectorExtension.CREATION);
    } catch (SQLException failure) {
      connection.rollback(before);
      VectorExtension madeByAnother = find(connection);
      if (madeByAnother == null) {
        throw refusal(connection, failure);
      }
      return madeByAnother;
    }
    VectorExtension created = find(connection);
    if (created == null) {
      throw new SQLException("CREATE EXTENSION vector did not create it");
    }
    return created;
  }

  private static @Nullable VectorExtension find(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(QUESTION)) {
      return answer.next()
          ? new VectorExtension(
              answer.getString(1),
              answer.getString(2),
              answer.getBoolean(3),
              answer.getBoolean(4),
              true)
          : null;
    }
  }

  private static DestinationException refusal(Connection connection, SQLException failure)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(AVAILABLE)) {
      answer.next();
      return refusal(
          answer.getString(1) != null,
          answer.getString(3),
          ". The server said: " + ServerWords.of(failure));
    }
  }

  private static DestinationException refusal(
      boolean available, String database, String serverWords) {
    String advice =
        available
            ? "have it created in the database %s by a user who may: CREATE EXTENSION vector"
                .formatted(database)
            : "install pgvector on the server (https://github.com/pgvector/pgvector; packages are"
                + " called postgresql-NN-pgvector or pgvector_NN), then it is created by itself";
    return new NotReady(
        "pgvector_config needs the PostgreSQL extension vector (pgvector): %s%s"
            .formatted(advice, serverWords));
  }
}
