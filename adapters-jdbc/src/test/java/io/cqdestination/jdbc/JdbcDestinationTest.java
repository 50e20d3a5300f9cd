package io.cqdestination.jdbc;

import static io.cqdestination.jdbc.PlainStore.KEYED;
import static io.cqdestination.jdbc.PlainStore.insert;
import static io.cqdestination.jdbc.PlainStore.migrate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.migration.FindingCategory;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.InsertRecord;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A destination for PostgreSQL that has nothing of its own but types and the way rows come in. */
class JdbcDestinationTest {
  private final PlainStore store = PlainStore.create();

  @AfterEach
  void close() {
    store.close();
    assertThat(store.isClosed()).isTrue();
  }

  @Test
  void rowsAreAddedOrReplacedAndReadBack() throws InterruptedException {
    Table appended = SampleRows.table("say \"so\"", false, List.of("note"));
    store.send(
        migrate(KEYED),
        migrate(appended),
        insert(appended, SampleRows.row(1, "a")),
        insert(appended, SampleRows.row(1, "a")),
        insert(KEYED, SampleRows.row(1, "a")),
        insert(KEYED, SampleRows.row(1, "b")),
        insert(SampleRows.table("k", true, List.of()), Map.of("id", 1L)));
    assertThat(store.read(appended)).hasSize(2);
    assertThat(store.read(KEYED)).containsExactly(SampleRows.row(1, "b"));
  }

  @Test
  void aColumnIsAddedAndATypeNotChanged() throws InterruptedException {
    Table wider = SampleRows.table("k", true, List.of("note", "more"));
    Table other =
        Table.of("k", KEYED.columns().getFirst(), Column.of("note", new ColumnType.UuidType()));
    store.send(migrate(KEYED));
    store.send(migrate(wider));
    assertThat(store.read(wider)).isEmpty();
    assertThatThrownBy(() -> store.send(migrate(other)))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("column note");
    store.send(new MigrateTable(other, MigrationMode.FORCED));
    assertThat(
            store
                .server()
                .value(
                    "SELECT data_type FROM information_schema.columns WHERE column_name = 'note'"))
        .isEqualTo("uuid");
  }

  @Test
  void aTypeGetsWiderAndNotNullGoesAsTheDialectSays() throws InterruptedException {
    ColumnType number = new ColumnType.IntegerType(64, true);
    Table before = Table.of("w", new Column("n", number, false, false, false));
    Table after = Table.of("w", Column.of("n", new ColumnType.TextType(false)));
    store.send(migrate(before), insert(before, Map.of("n", 7L)));
    store.send(migrate(after), insert(after, Collections.singletonMap("n", null)));
    assertThat(store.read(after))
        .extracting(row -> row.get("n"))
        .containsExactlyInAnyOrder("7", null);
    assertThat(store.destination().assessor().orElseThrow().assess(before, after).category())
        .isEqualTo(FindingCategory.AUTOMATICALLY_MIGRATABLE);
    assertThatThrownBy(() -> store.send(migrate(before))).isInstanceOf(RefusedMigration.class);
  }

  @Test
  void aViewIsNoTable() {
    store.server().execute("CREATE VIEW k AS SELECT CAST(1 AS bigint) AS id, '' AS note");
    assertThatThrownBy(() -> store.send(migrate(KEYED))).hasMessageContaining("belongs to a view");
  }

  @Test
  void rowsThatMatchAreDeleted() throws InterruptedException {
    Table note = Table.of("", Column.of("note", new ColumnType.TextType(false)));
    store.send(migrate(KEYED));
    for (long id = 0; id < 4; id++) {
      store.send(insert(KEYED, SampleRows.row(id, id % 2 == 0 ? "even" : "odd")));
    }
    Predicate odd = new Predicate("note", SampleRows.record(note, List.of(Map.of("note", "odd"))));
    store.send(new DeleteRecord("k", List.of(new PredicateGroup(true, List.of(odd))), List.of()));
    assertThat(store.read(KEYED))
        .extracting(row -> row.get("id"))
        .containsExactlyInAnyOrder(0L, 2L);
    store.send(new DeleteRecord("k", List.of(), List.of()));
    assertThat(store.read(KEYED)).isEmpty();
  }

  @Test
  void theRowThatTheDatabaseRefusesIsNamed() throws InterruptedException {
    store.send(migrate(KEYED));
    store.server().execute("ALTER TABLE k ADD CHECK (id <> 3)");
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (long id = 1; id <= 5; id++) {
      rows.add(SampleRows.row(id, "n"));
    }
    assertThatThrownBy(() -> store.send(new InsertRecord(SampleRows.record(KEYED, rows))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContainingAll("table k", "(row 3, id = 3 of a batch of 5");
    assertThat(store.read(KEYED)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = DyingLines.Death.class,
      names = {"BEFORE_COMMIT", "BEHIND_COMMIT"})
  void rowsComeOnceWhateverBecameOfTheirCommit(DyingLines.Death death) throws InterruptedException {
    Table appended = SampleRows.table("a", false, List.of("note"));
    store.send(migrate(appended), migrate(KEYED));
    store.lines().dies(death);
    store.send(insert(appended, SampleRows.row(1, "a")));
    store.lines().dies(death);
    store.send(insert(KEYED, SampleRows.row(1, "a")));
    assertThat(store.read(appended)).hasSize(1);
    assertThat(store.read(KEYED)).hasSize(1);
  }

  @Test
  void whatIsNotThereIsRefusedByItsName() {
    assertThatThrownBy(() -> store.send(insert(KEYED, SampleRows.row(1, "a"))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("table k is not in the database");
    assertThatThrownBy(() -> store.read(KEYED)).isInstanceOf(DatabaseRefused.class);
  }

  @Test
  void aTransactionThatFailsLeavesNothing() {
    assertThatThrownBy(() ->
            new JdbcDatabase(store.lines(), new PlainDialect())
                .transaction(
                    "the work",
                    session -> {
                      Sql.execute(session, "CREATE TABLE half (n int)");
                      throw new SQLException("too late", "40001");
                    }))
        .isInstanceOf(Transient.class)
        .hasMessage("the work: too late");
    assertThat(store.server().value("SELECT to_regclass('half')")).isNull();
  }
}
