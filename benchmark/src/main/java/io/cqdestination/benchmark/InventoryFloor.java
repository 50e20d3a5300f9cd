package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that plain SQL needs for what an inventory's sync leaves behind: all statements as one
 * message in one transaction, a new connection included. Used by one thread.
 */
final class InventoryFloor {
  private final Database database;
  private final List<String> first = new ArrayList<>(List.of("BEGIN"));
  private final List<String> again = new ArrayList<>(List.of("BEGIN"));
  private final List<String> drop = new ArrayList<>(List.of("BEGIN"));

  /**
   * Makes the statements of what the tables hold now.
   *
   * @param hour the sync that brought it
   */
  InventoryFloor(Database database, List<String> tables, int hour) {
    this.database = database;
    String columns =
        database.value(
            """
            select string_agg(attname, ',' order by attnum) from pg_attribute
              where attrelid = '%s'::regclass and attnum > 0\
            """
                .formatted(tables.getFirst()));
    List<String> names = List.of(String.valueOf(columns).split(",", -1));
    List<String> deletions = new ArrayList<>();
    LocalDateTime time = LocalDateTime.ofInstant(InventoryStream.time(hour), ZoneOffset.UTC);
    for (String table : tables) {
      first.add("CREATE TABLE %1$s_floor (LIKE %1$s INCLUDING ALL)".formatted(table));
      drop.add("DROP TABLE %s_floor".formatted(table));
      insert(table, names);
      deletions.add(
          "DELETE FROM %%s WHERE _cq_source_name = '%s' AND _cq_sync_time < '%s'"
              .formatted(InventoryStream.SOURCE, time)
              .formatted(table));
    }
    deletions.forEach(delete -> first.add(delete.replace(" WHERE ", "_floor WHERE ")));
    again.addAll(deletions);
    List.of(first, again, drop).forEach(statements -> statements.add("COMMIT"));
  }

  private void insert(String table, List<String> columns) {
    String row =
        columns.stream()
            .map("quote_nullable(%s::text)"::formatted)
            .reduce((left, right) -> left + " || ',' || " + right)
            .orElseThrow();
    String rows =
        database.value("SELECT string_agg('(' || %s || ')', ',') FROM %s".formatted(row, table));
    if (rows != null) {
      List<String> assignments =
          columns.stream().map(column -> "%1$s = excluded.%1$s".formatted(column)).toList();
      first.add("INSERT INTO %s_floor VALUES %s".formatted(table, rows));
      again.add(
          "INSERT INTO %s VALUES %s ON CONFLICT (account_id, arn) DO UPDATE SET %s"
              .formatted(table, rows, String.join(", ", assignments)));
    }
  }

  /**
   * Seconds for making the tables with their rows; they are dropped again.
   *
   * @param port of the line to the server
   */
  double first(int port) throws SQLException {
    double seconds = seconds(port, first);
    database.execute(String.join(";\n", drop));
    return seconds;
  }

  /** Seconds for replacing the rows. */
  double again(int port) throws SQLException {
    return seconds(port, again);
  }

  private double seconds(int port, List<String> statements) throws SQLException {
    String message = String.join(";\n", statements);
    long start = System.nanoTime();
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(port) + "&preferQueryMode=simple");
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(message);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
