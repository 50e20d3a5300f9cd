package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What the server itself takes for the same rows in the same tables: COPY in its binary format from
 * files, on one connection. Used by one thread.
 */
final class Floor implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;

  private final Database database;
  private final List<String> tables;
  private final List<Path> files = new ArrayList<>();

  /** Keeps the rows that the tables hold now. */
  Floor(Database database, List<String> tables) throws IOException, SQLException {
    this.database = database;
    this.tables = List.copyOf(tables);
    try (Connection connection = database.connect()) {
      for (String table : tables) {
        Path file = Files.createTempFile("benchmark-", ".copy");
        file.toFile().deleteOnExit();
        files.add(file);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
          var _ = copies(connection).copyOut("COPY " + table + " TO STDOUT (FORMAT binary)", out);
        }
      }
    }
  }

  /** What {@link #append} copies the rows with. */
  static String description() {
    return Psql.find().map(Psql::version).orElse("the JDBC driver, as there is no psql here");
  }

  /** Seconds for COPY straight into the tables: by psql, or by the driver where there is none. */
  double append() throws IOException, SQLException {
    return append(database.server().port());
  }

  /** The same over a line that begins at a port of this machine. */
  double append(int port) throws IOException, SQLException {
    Optional<Psql> psql = Psql.find();
    if (psql.isPresent()) {
      long start = System.nanoTime();
      psql.get().copyIn(database, port, tables, files);
      return seconds(start);
    }
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl(port))) {
      long start = System.nanoTime();
      for (int i = 0; i < files.size(); i++) {
        copyIn(connection, tables.get(i), files.get(i));
      }
      return seconds(start);
    }
  }

  /** Seconds for COPY into temporary tables and INSERT … ON CONFLICT from there, by the driver. */
  double upsert() throws IOException, SQLException {
    List<String> merges = tables.stream().map(this::merge).toList();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      for (int i = 0; i < files.size(); i++) {
        upsert(connection, tables.get(i), files.get(i), merges.get(i));
      }
      connection.commit();
      return seconds(start);
    }
  }

  /** The statement that merges the rows of the temporary table. */
  private String merge(String table) {
    String key =
        database.value(
            """
            select string_agg(quote_ident(attname), ', ') from pg_constraint
              join pg_attribute on attrelid = conrelid and attnum = any(conkey)
              where contype = 'p' and conrelid = '%s'::regclass\
            """
                .formatted(table));
    String assignments =
        database.value(
            """
            select string_agg(format('%%1$I = excluded.%%1$I', attname), ', ') from pg_attribute
              where attrelid = '%s'::regclass and attnum > 0\
            """
                .formatted(table));
    return "INSERT INTO %s SELECT * FROM stage ON CONFLICT (%s) DO UPDATE SET %s"
        .formatted(table, key, assignments);
  }

  private static void upsert(Connection connection, String table, Path file, String merge)
      throws IOException, SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE stage (LIKE %s) ON COMMIT DROP".formatted(table));
      copyIn(connection, "stage", file);
      statement.execute(merge);
      statement.execute("DROP TABLE stage");
    }
  }

  private static void copyIn(Connection connection, String table, Path file)
      throws IOException, SQLException {
    try (InputStream in = Files.newInputStream(file)) {
      var _ =
          copies(connection)
              .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)", in, CHUNK_BYTES);
    }
  }

  private static CopyManager copies(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
