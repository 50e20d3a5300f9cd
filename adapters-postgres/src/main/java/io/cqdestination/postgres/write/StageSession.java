package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.failure.Transaction;
import io.cqdestination.postgres.statement.StatementPipeline;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The session by whose advisory lock others know that a stream lives. It makes the stream's stage
 * when it is first asked for, and is lent to one borrower at a time; one that is lost is replaced,
 * if the stage is still whole. {@link #stop} comes from any thread.
 */
final class StageSession implements ConnectionSource {
  /** For what others may hold: the lock of a stage, or tables of a dead stream. */
  private static final String LONGEST_WAIT = "10s";

  /** A stream may be silent for hours. The setting came with PostgreSQL 14. */
  private static final String PREPARE =
      """
      SELECT count(set_config(name, CASE name WHEN 'lock_timeout' THEN '%s' ELSE '0' END, false))
      FROM pg_catalog.pg_settings WHERE name IN ('lock_timeout', 'idle_session_timeout')\
      """
          .formatted(LONGEST_WAIT);

  /** Ends a session that was lost, whose statement may still run. */
  private static final String END_LOST =
      """
      SELECT count(pg_catalog.pg_terminate_backend(pid)) FROM pg_catalog.pg_locks
      WHERE locktype = 'advisory' AND objsubid = 1
        AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        AND CAST(classid AS bigint) = %d AND CAST(objid AS bigint) = %d
        AND pid = %d AND pid <> pg_catalog.pg_backend_pid()\
      """;

  private final ConnectionSource opener;
  private final StageSchema schema;
  private @Nullable Connection session;
  private long backend;
  private boolean made;
  private volatile boolean stopped;

  /**
   * @param opener opens sessions that are not shared
   */
  StageSession(ConnectionSource opener, StageSchema schema) {
    this.opener = opener;
    this.schema = schema;
  }

  /**
   * The session, in autocommit mode; to close it gives it back.
   *
   * @throws Transient when the stage is lost
   */
  @Override
  public Connection connect() throws SQLException {
    if (stopped) {
      throw new SQLException("the stream ended before it was published");
    }
    Connection usable = current();
    if (usable == null || usable.isClosed()) {
      usable = open(opener.connect());
      keep(usable);
    }
    return new LentSession(usable);
  }

  private Connection open(Connection opened) throws SQLException {
    try {
      lock(opened);
      if (made) {
        requireWhole(opened);
      } else {
        make(opened);
        made = true;
        StageRemoval.removeDead(opened, schema);
      }
      return opened;
    } catch (SQLException | RuntimeException failure) {
      try {
        opened.close();
      } catch (SQLException broken) {
        failure.addSuppressed(broken);
      }
      throw failure;
    }
  }

  private void lock(Connection opened) throws SQLException {
    StatementPipeline pipeline = new StatementPipeline();
    pipeline.add(PREPARE, List.of());
    pipeline.add(
        END_LOST.formatted(schema.key() >>> 32, schema.key() & 0xffff_ffffL, backend), List.of());
    pipeline.add(
        "SELECT 0, pg_catalog.pg_advisory_lock(CAST(? AS bigint))",
        List.of(Parameter.text(String.valueOf(schema.key()))));
    pipeline.add("SELECT pg_catalog.pg_backend_pid()", List.of(), pid -> backend = pid);
    pipeline.run(opened);
  }

  private void make(Connection opened) throws SQLException {
    StatementPipeline pipeline = new StatementPipeline();
    pipeline.add("CREATE SCHEMA IF NOT EXISTS \"%s\"".formatted(schema.name()), List.of());
    pipeline.add("CREATE SEQUENCE IF NOT EXISTS " + schema.numbers(), List.of());
    pipeline.add(
        "CREATE UNLOGGED TABLE IF NOT EXISTS %s AS SELECT 1 AS one".formatted(schema.witness()),
        List.of());
    Transaction.run(
        opened,
        () -> {
          pipeline.run(opened);
          return schema;
        });
  }

  private void requireWhole(Connection opened) throws SQLException {
    long[] there = new long[1];
    StatementPipeline pipeline = new StatementPipeline();
    pipeline.add(
        "SELECT count(*) FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?)",
        List.of(Parameter.text(schema.witness())),
        number -> there[0] = number);
    pipeline.run(opened);
    if (there[0] > 0) {
      pipeline.add(
          "SELECT count(*) FROM " + schema.witness(), List.of(), number -> there[0] = number);
      pipeline.run(opened);
    }
    if (there[0] == 0) {
      throw new Transient(
          "what the stream has written is lost, as the server crashed or another one took over, and nothing of it was published: sync again",
          null);
    }
  }

  private synchronized @Nullable Connection current() {
    return session;
  }

  private synchronized void keep(Connection opened) {
    session = opened;
  }

  /** Lends no session any more, and has the server cancel what runs in it. */
  void stop() throws SQLException {
    stopped = true;
    Connection running = current();
    if (running != null && !running.isClosed()) {
      running.unwrap(PGConnection.class).cancelQuery();
    }
  }

  /** Whether no session is lent any more. */
  boolean isStopped() {
    return stopped;
  }

  /** Breaks the session. */
  void abort() throws SQLException {
    Connection running = current();
    if (running != null) {
      running.abort(Runnable::run);
    }
  }

  /** Removes the stage, where there is one and the session is not lost, and ends the session. */
  void end() throws SQLException {
    stopped = true;
    try (Connection last = current()) {
      if (last != null && !last.isClosed()) {
        StageRemoval.remove(last, schema);
      }
    }
  }
}
