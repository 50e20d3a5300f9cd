package io.cqdestination.postgres.fault;

import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Stops the server in the middle of a batch or a migration: a trigger waits, at one row or table,
 * for a lock that the test holds. So a fault strikes while it is under way, without a clock.
 */
final class Gate implements AutoCloseable {
  static final long ROW = 1_000_000;
  private static final String LOCK = "4711";

  private final Database database;
  private final Connection holder;

  private Gate(Database database, Connection holder) {
    this.database = database;
    this.holder = holder;
  }

  static Gate before(Database database, Table table) throws SQLException {
    database.execute(
        """
        CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_advisory_xact_lock_shared(%s);
          RETURN NEW;
        END $$;
        CREATE TRIGGER gate BEFORE INSERT ON %s FOR EACH ROW WHEN (NEW.id = %d)
          EXECUTE PROCEDURE gate()\
        """
            .formatted(LOCK, table.name(), ROW));
    return closed(database);
  }

  /** Stops the server where it has made a table and the transaction is not over. */
  static Gate afterCreating(Database database, String table) throws SQLException {
    database.execute(
        """
        CREATE FUNCTION gate() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands()
              WHERE object_type = 'table' AND object_identity = 'public.%s') THEN
            PERFORM pg_advisory_xact_lock_shared(%s);
          END IF;
        END $$;
        CREATE EVENT TRIGGER gate ON ddl_command_end EXECUTE PROCEDURE gate()\
        """
            .formatted(table, LOCK));
    return closed(database);
  }

  private static Gate closed(Database database) throws SQLException {
    Gate gate = new Gate(database, database.connect());
    gate.execute("SELECT pg_advisory_lock(" + LOCK + ")");
    return gate;
  }

  /** Waits until the row or table stands at the gate. */
  void awaitArrival() {
    Await.until(
        FaultWorld.LIMIT,
        "something waits at the gate",
        () ->
            Objects.equals(
                database.value(
                    "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                        + " AND database = (SELECT oid FROM pg_database"
                        + " WHERE datname = current_database())"),
                "t"));
  }

  /** A statement of the session that holds the gate. */
  void execute(String sql) throws SQLException {
    try (Statement statement = holder.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Opens the gate. */
  @Override
  public void close() throws SQLException {
    holder.close();
  }
}
