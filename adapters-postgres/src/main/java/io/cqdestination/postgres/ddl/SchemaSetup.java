package io.cqdestination.postgres.ddl;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.logging.ExpectedFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees to it that the schema that a spec names is there. Several processes may do so at the same
 * time. Immutable.
 *
 * @param create whether it may be made
 * @param grants whose readers may use the schema where it is made
 */
public record SchemaSetup(SchemaName schema, boolean create, TableGrants grants) {
  /** No row without the schema. CockroachDB has the same function and catalogue. */
  private static final String QUESTION =
      """
      SELECT pg_catalog.has_schema_privilege(oid, 'USAGE')
      FROM pg_catalog.pg_namespace WHERE nspname = ?\
      """;

  /**
   * Makes the schema where it is missing.
   *
   * @throws NotReady when it is missing and may not be made, or the user may not use it
   * @throws DatabaseRefused when the server refuses to make it
   */
  public void prepare(RetriedTransaction transactions) {
    List<String> missing = foresee(transactions);
    if (missing.isEmpty()) {
      return;
    }
    try {
      transactions.run(
          subject(),
          connection ->
              ExpectedFailures.during(() -> execute(connection, missing), RaceSigns::isRace));
    } catch (DatabaseRefused refused) {
      // Somebody else has made it meanwhile, unless it is missing still.
      if (!foresee(transactions).isEmpty()) {
        throw refused;
      }
    }
  }

  /**
   * The statements that {@link #prepare} would run, in one transaction; none where the schema is
   * there.
   *
   * @throws NotReady when it would fail for a reason that can be seen beforehand
   */
  public List<String> foresee(RetriedTransaction transactions) {
    if (transactions.ask(subject(), this::isThere)) {
      return List.of();
    }
    if (!create) {
      throw new NotReady(
          "the database has no %s: create it, or have it created by create_schema: true"
              .formatted(subject()));
    }
    List<String> statements = new ArrayList<>();
    statements.add("create schema " + Identifiers.quoted(schema.value()));
    statements.addAll(grants.onSchema(schema));
    return statements;
  }

  private boolean isThere(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUESTION)) {
      statement.setString(1, schema.value());
      try (ResultSet found = statement.executeQuery()) {
        if (!found.next()) {
          return false;
        }
        if (!found.getBoolean(1)) {
          throw new NotReady(
              "the user may not use the %s: it lacks the right USAGE".formatted(subject()));
        }
        return true;
      }
    }
  }

  private static boolean execute(Connection connection, List<String> statements)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      return true;
    }
  }

  private String subject() {
    return "schema " + schema.value();
  }
}
