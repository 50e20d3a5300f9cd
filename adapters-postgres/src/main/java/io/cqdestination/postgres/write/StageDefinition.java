package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of a temporary table that rows go through. Immutable.
 *
 * @param collations of columns, quoted, where they matter and are not the usual one of the type
 * @param ordered whether each row gets its number, for {@link WriteStatements#insertFromStage}
 */
record StageDefinition(WriteStatements write, Map<String, String> collations, boolean ordered) {
  /** What a user gave the columns other than the collation of their type. */
  private static final String COLLATIONS =
      """
      SELECT a.attname, pg_catalog.format('%I.%I', n.nspname, c.collname)
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation
      JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
      WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attcollation <> t.typcollation\
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
    Map<String, String> collations = new HashMap<>();
    if (ordered) {
      try (PreparedStatement statement = connection.prepareStatement(COLLATIONS)) {
        statement.setString(1, write.table());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            collations.put(rows.getString(1), rows.getString(2));
          }
        }
      }
    }
    return new StageDefinition(write, collations, ordered);
  }

  /** Makes the table, for this transaction. */
  String create(String stage) {
    List<String> columns = write.columns();
    String definitions =
        IntStream.range(0, columns.size())
            .mapToObj(i -> definition(columns.get(i), write.types().get(i)))
            .collect(Collectors.joining(", "));
    String number = ordered ? ", " + write.rowNumber() + " bigserial" : "";
    return "CREATE TEMPORARY TABLE %s (%s%s) ON COMMIT DROP".formatted(stage, definitions, number);
  }

  private String definition(String column, String type) {
    String collation = collations.get(column);
    boolean matters = collation != null && type.equals("text") && write.keys().contains(column);
    return Identifiers.quoted(column) + " " + type + (matters ? " COLLATE " + collation : "");
  }
}
