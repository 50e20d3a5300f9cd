package io.cqdestination.jdbc;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.core.sync.WriteMessage.InsertRecord;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A database of its own, and a destination on it that has nothing of its own but the least. */
record PlainStore(
    Database server, DyingLines lines, Destination destination, AtomicBoolean isClosed)
    implements AutoCloseable {
  private static final BatchLimits LIMITS =
      new BatchLimits(10, 1 << 20, Duration.ofHours(1), 1 << 20);

  static final Table KEYED = SampleRows.table("k", true, List.of("note"));

  static PlainStore create() {
    return create(new PlainDialect(), session -> session);
  }

  /**
   * @param sessions makes of the server's sessions those that the dialect is for
   */
  static PlainStore create(Dialect dialect, UnaryOperator<Connection> sessions) {
    Database server = PostgresServer.shared().create();
    DyingLines lines = new DyingLines(() -> sessions.apply(server.connect()));
    JdbcDatabase database = new JdbcDatabase(lines, dialect);
    AtomicBoolean isClosed = new AtomicBoolean();
    return new PlainStore(
        server,
        lines,
        JdbcDestination.of(
            "here",
            database,
            new OneByOne(dialect),
            LIMITS,
            SyncMeter.NONE,
            () -> isClosed.set(true)),
        isClosed);
  }

  SyncSession open() {
    return destination.openSession(FailurePolicy.END_STREAM, _ -> {});
  }

  void send(WriteMessage... messages) throws InterruptedException {
    try (SyncSession session = open()) {
      for (WriteMessage message : messages) {
        session.accept(message);
      }
      session.finish();
    }
  }

  List<Map<String, @Nullable Object>> read(Table table) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    destination.read(table, batch -> rows.addAll(SampleRows.rows(batch, 0, batch.rowCount())));
    return rows;
  }

  static WriteMessage migrate(Table table) {
    return new MigrateTable(table, MigrationMode.SAFE);
  }

  static WriteMessage insert(Table table, Map<String, @Nullable Object> row) {
    RecordBatch record = SampleRows.record(table, List.of(row));
    return new InsertRecord(record);
  }

  @Override
  public void close() {
    destination.close();
    server.close();
  }
}
