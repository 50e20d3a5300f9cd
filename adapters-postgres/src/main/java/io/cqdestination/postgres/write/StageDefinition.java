package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of a table that rows go through. Immutable.
 *
 * @param collations of columns, quoted, where they matter and are not the usual one of the type
 * @param ordered whether each row gets its number, for {@link WriteStatements#insertFromStage}
 */
record StageDefinition(WriteStatements write, Map<String, String> collations, boolean ordered) {
  /** What a user gave the columns other than the collation of their type. */
  private static final String COLLATIONS =
      """
      SELECT listed.name, a.attname, pg_catalog.format('%I.%I', n.nspname, c.collname)
      FROM pg_catalog.unnest(?) AS listed (name)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = pg_catalog.to_regclass(listed.name)
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation
      JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
      WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attcollation <> t.typcollation\
      """;

  StageDefinition {
    collations = Map.copyOf(collations);
  }

  /**
   * Where the server finds the last row of each key, it has to take keys for equal that the table
   * takes for equal: only then the table's collations are asked for.
   */
  static StageDefinition of(Connection connection, WriteStatements write, boolean ordered)
      throws SQLException {
    Map<String, Map<String, String>> collations =
        collations(connection, ordered ? List.of(write.table()) : List.of());
    return new StageDefinition(write, collations.getOrDefault(write.table(), Map.of()), ordered);
  }

  /**
   * The collations of columns, quoted, by the table's name, where they are not the usual ones.
   *
   * @param tables qualified, quoted names
   */
  static Map<String, Map<String, String>> collations(
      Connection connection, Collection<String> tables) throws SQLException {
    Map<String, Map<String, String>> collations = new HashMap<>();
    if (!tables.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(COLLATIONS)) {
        statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            collations
                .computeIfAbsent(rows.getString(1), _ -> new HashMap<>())
                .put(rows.getString(2), rows.getString(3));
          }
        }
      }
    }
    return collations;
  }

  /** Makes the table, for this transaction. */
  String create(String stage) {
    String number = ordered ? ", " + write.rowNumber() + " bigserial" : "";
    return "CREATE TEMPORARY TABLE %s (%s%s) ON COMMIT DROP"
        .formatted(stage, definitions(), number);
  }

  /**
   * Makes the table for a stream, unless it is there. Many rows go without a log, as those that are
   * lost in a crash were never published; for few that would be dearer, as the server brings what
   * an empty table is to the disk at once, several files each.
   *
   * @param many whether many rows are likely to come
   * @param numbers the qualified, quoted name of the sequence that numbers the rows of all tables
   */
  String createForStream(String stage, boolean many, String numbers) {
    return "CREATE %sTABLE IF NOT EXISTS %s (%s, %s bigint DEFAULT pg_catalog.nextval('%s')) WITH (autovacuum_enabled = false)"
        .formatted(many ? "UNLOGGED " : "", stage, definitions(), write.rowNumber(), numbers);
  }

  private String definitions() {
    List<String> columns = write.columns();
    return IntStream.range(0, columns.size())
        .mapToObj(i -> definition(columns.get(i), write.types().get(i)))
        .collect(Collectors.joining(", "));
  }

  private String definition(String column, String type) {
    String collation = collations.get(column);
    boolean matters = collation != null && type.equals("text") && write.keys().contains(column);
    return Identifiers.quoted(column) + " " + type + (matters ? " COLLATE " + collation : "");
  }
}
