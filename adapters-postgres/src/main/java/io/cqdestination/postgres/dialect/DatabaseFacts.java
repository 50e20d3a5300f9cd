package io.cqdestination.postgres.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What a destination has to know of its database once. Immutable.
 *
 * @param version the server's own words
 * @param currentSchema empty where the search path names no schema that exists
 * @param nameLimit how long a name may be
 */
public record DatabaseFacts(
    String version, Dialect dialect, Optional<SchemaName> currentSchema, NameLimit nameLimit) {
  private static final int MAJOR = 10_000;
  private static final String PROTOCOL_VIOLATION = "08P01";
  private static final String STRANGE =
      "the server does not say what PostgreSQL and CockroachDB say of themselves";

  /** The whole question. */
  public static final String QUESTION =
      """
      select version(), current_schema(), current_setting('server_version_num', true),
        current_setting('max_identifier_length', true), current_setting('server_encoding', true)\
      """;

  /**
   * Asks the server, in one round trip.
   *
   * @throws SQLException also where what answers is neither PostgreSQL nor CockroachDB
   */
  public static DatabaseFacts read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(QUESTION)) {
      answer.next();
      return of(answer);
    } catch (IllegalArgumentException strange) {
      throw new SQLException(STRANGE, PROTOCOL_VIOLATION, strange);
    }
  }

  private static DatabaseFacts of(ResultSet answer) throws SQLException {
    String version = text(answer, 1);
    Optional<SchemaName> schema = Optional.ofNullable(answer.getString(2)).map(SchemaName::new);
    Optional<CockroachVersion> cockroach = CockroachVersion.parse(version);
    if (cockroach.isPresent()) {
      // CockroachDB holds longer names, but tables must have the same names on both databases.
      return new DatabaseFacts(
          version, new CockroachDialect(cockroach.get()), schema, ObjectNames.USUAL_LIMIT);
    }
    int major = Integer.parseInt(text(answer, 3)) / MAJOR;
    NameLimit limit =
        new NameLimit(Integer.parseInt(text(answer, 4)), ServerEncoding.of(text(answer, 5)));
    return new DatabaseFacts(version, new PostgresDialect(major), schema, limit);
  }

  private static String text(ResultSet answer, int column) throws SQLException {
    String text = answer.getString(column);
    if (text == null) {
      throw new SQLException(STRANGE, PROTOCOL_VIOLATION);
    }
    return text;
  }
}
