package io.cqdestination.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.migration.FindingCategory;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.InsertRecord;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A destination for PostgreSQL that has nothing of its own but types and the way rows come in. */
class JdbcDestinationTest {
  private static final BatchLimits LIMITS =
      new BatchLimits(10, 1 << 20, Duration.ofHours(1), 1 << 20);
  private static final Table KEYED = SampleRows.table("k", true, List.of("note"));

  private final Database store = PostgresServer.shared().create();
  private final LostAnswers sessions = new LostAnswers(store::connect);
  private final JdbcDatabase database = new JdbcDatabase(sessions, new PlainDialect());
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Destination destination =
      JdbcDestination.of(
          "here", database, new OneByOne(), LIMITS, SyncMeter.NONE, () -> closed.set(true));

  @AfterEach
  void close() {
    destination.close();
    assertThat(closed).isTrue();
    store.close();
  }

  @Test
  void rowsAreAddedOrReplacedAndReadBack() throws InterruptedException {
    Table appended = SampleRows.table("say \"so\"", false, List.of("note"));
    send(
        migrate(KEYED),
        migrate(appended),
        insert(appended, SampleRows.row(1, "a")),
        insert(appended, SampleRows.row(1, "a")),
        insert(KEYED, SampleRows.row(1, "a")),
        insert(KEYED, SampleRows.row(1, "b")),
        insert(SampleRows.table("k", true, List.of()), Map.of("id", 1L)));
    assertThat(read(appended)).hasSize(2);
    assertThat(read(KEYED)).containsExactly(SampleRows.row(1, "b"));
  }

  @Test
  void aColumnIsAddedAndATypeNotChanged() throws InterruptedException {
    Table wider = SampleRows.table("k", true, List.of("note", "more"));
    Table other =
        Table.of("k", KEYED.columns().getFirst(), Column.of("note", new ColumnType.UuidType()));
    send(migrate(KEYED));
    send(migrate(wider));
    assertThat(read(wider)).isEmpty();
    assertThatThrownBy(() -> send(migrate(other)))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("column note");
    send(new MigrateTable(other, MigrationMode.FORCED));
    assertThat(
            store.value(
                "SELECT data_type FROM information_schema.columns WHERE column_name = 'note'"))
        .isEqualTo("uuid");
  }

  @Test
  void aTypeGetsWiderAndNotNullGoesAsTheDialectSays() throws InterruptedException {
    ColumnType number = new ColumnType.IntegerType(64, true);
    Table before = Table.of("w", new Column("n", number, false, false, false));
    Table after = Table.of("w", Column.of("n", new ColumnType.TextType(false)));
    send(migrate(before), insert(before, Map.of("n", 7L)));
    send(migrate(after), insert(after, Collections.singletonMap("n", null)));
    assertThat(read(after)).extracting(row -> row.get("n")).containsExactlyInAnyOrder("7", null);
    assertThat(destination.assessor().orElseThrow().assess(before, after).category())
        .isEqualTo(FindingCategory.AUTOMATICALLY_MIGRATABLE);
    assertThatThrownBy(() -> send(migrate(before))).isInstanceOf(RefusedMigration.class);
  }

  @Test
  void aViewIsNoTable() {
    store.execute("CREATE VIEW k AS SELECT CAST(1 AS bigint) AS id, '' AS note");
    assertThatThrownBy(() -> send(migrate(KEYED))).hasMessageContaining("belongs to a view");
  }

  @Test
  void rowsThatMatchAreDeleted() throws InterruptedException {
    Table note = Table.of("", Column.of("note", new ColumnType.TextType(false)));
    send(migrate(KEYED));
    for (long id = 0; id < 4; id++) {
      send(insert(KEYED, SampleRows.row(id, id % 2 == 0 ? "even" : "odd")));
    }
    Predicate odd = new Predicate("note", SampleRows.record(note, List.of(Map.of("note", "odd"))));
    send(new DeleteRecord("k", List.of(new PredicateGroup(true, List.of(odd))), List.of()));
    assertThat(read(KEYED)).extracting(row -> row.get("id")).containsExactlyInAnyOrder(0L, 2L);
    send(new DeleteRecord("k", List.of(), List.of()));
    assertThat(read(KEYED)).isEmpty();
  }

  @Test
  void theRowThatTheDatabaseRefusesIsNamed() throws InterruptedException {
    send(migrate(KEYED));
    store.execute("ALTER TABLE k ADD CHECK (id <> 3)");
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (long id = 1; id <= 5; id++) {
      rows.add(SampleRows.row(id, "n"));
    }
    assertThatThrownBy(() -> send(new InsertRecord(SampleRows.record(KEYED, rows))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContainingAll("table k", "(row 3, id = 3 of a batch of 5");
    assertThat(read(KEYED)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = LostAnswers.Death.class,
      names = {"BEFORE_COMMIT", "BEHIND_COMMIT"})
  void rowsComeOnceWhateverBecameOfTheirCommit(LostAnswers.Death death)
      throws InterruptedException {
    Table appended = SampleRows.table("a", false, List.of("note"));
    send(migrate(appended), migrate(KEYED));
    sessions.dies(death);
    send(insert(appended, SampleRows.row(1, "a")));
    sessions.dies(death);
    send(insert(KEYED, SampleRows.row(1, "a")));
    assertThat(read(appended)).hasSize(1);
    assertThat(read(KEYED)).hasSize(1);
  }

  @Test
  void whatIsNotThereIsRefusedByItsName() {
    assertThatThrownBy(() -> send(insert(KEYED, SampleRows.row(1, "a"))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("table k is not in the database");
    assertThatThrownBy(() -> read(KEYED)).isInstanceOf(DatabaseRefused.class);
  }

  @Test
  void aTransactionThatFailsLeavesNothing() {
    assertThatThrownBy(() ->
            database.transaction(
                "the work",
                session -> {
                  Sql.execute(session, "CREATE TABLE half (n int)");
                  throw new SQLException("too late", "40001");
                }))
        .isInstanceOf(Transient.class)
        .hasMessage("the work: too late");
    assertThat(store.value("SELECT to_regclass('half')")).isNull();
  }

  private void send(WriteMessage... messages) throws InterruptedException {
    try (SyncSession session = destination.openSession(FailurePolicy.END_STREAM, _ -> {})) {
      for (WriteMessage message : messages) {
        session.accept(message);
      }
      session.finish();
    }
  }

  private List<Map<String, @Nullable Object>> read(Table table) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    destination.read(table, batch -> rows.addAll(SampleRows.rows(batch, 0, batch.rowCount())));
    return rows;
  }

  private static WriteMessage migrate(Table table) {
    return new MigrateTable(table, MigrationMode.SAFE);
  }

  private static WriteMessage insert(Table table, Map<String, @Nullable Object> row) {
    RecordBatch record = SampleRows.record(table, List.of(row));
    return new InsertRecord(record);
  }
}
