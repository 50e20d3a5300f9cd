package io.cqdestination.postgres.ddl;

import static org.jooq.impl.DSL.grant;
import static org.jooq.impl.DSL.privilege;
import static org.jooq.impl.DSL.quotedName;
import static org.jooq.impl.DSL.role;

import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.SchemaName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Name;
import org.jooq.Privilege;
import org.jooq.Query;

/**
 * Who may read the tables that are made. Immutable.
 *
 * @param readers names of roles; {@code public} is everybody
 */
public record TableGrants(List<String> readers) {
  /** Nobody but who may anyway. */
  public static final TableGrants NONE = new TableGrants(List.of());

  /** Every role, in PostgreSQL's words. */
  private static final String EVERYBODY = "public";

  private static final Privilege SELECT = privilege("SELECT");

  public TableGrants {
    readers = List.copyOf(readers);
  }

  /** Those of the roles that the server does not know, in their order. */
  public List<String> missing(Connection connection) throws SQLException {
    List<String> missing = new ArrayList<>(readers);
    missing.removeIf(EVERYBODY::equals);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT rolname FROM pg_catalog.pg_roles WHERE CAST(rolname AS text) = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("text", readers.toArray()));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          missing.removeIf(found.getString(1)::equals);
        }
      }
    }
    return missing;
  }

  /** The statements for a new schema, without which a right on its tables is worth nothing. */
  List<String> onSchema(SchemaName schema) {
    String start = "grant usage on schema %s to ".formatted(Identifiers.quoted(schema.value()));
    return readers.stream()
        .map(reader -> start + (reader.equals(EVERYBODY) ? EVERYBODY : Identifiers.quoted(reader)))
        .toList();
  }

  /** The statements for a new table. */
  List<Query> on(SchemaName schema, String table) {
    Name name = schema.qualify(table);
    return readers.stream()
        .map(reader ->
            reader.equals(EVERYBODY)
                ? (Query) grant(SELECT).on(name).toPublic()
                : grant(SELECT).on(name).to(role(quotedName(reader))))
        .toList();
  }
}
