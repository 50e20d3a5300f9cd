package io.cqdestination.jdbc;

import static io.cqdestination.jdbc.PlainStore.KEYED;
import static io.cqdestination.jdbc.PlainStore.insert;
import static io.cqdestination.jdbc.PlainStore.migrate;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.sync.WriteMessage.TableRelation;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that quotes names otherwise, and puts rows in by a statement of its own. */
class DialectTest {
  private static final Table PARENT = SampleRows.table("parent", false, List.of("_cq_id"));
  private static final Table CHILD =
      SampleRows.table("child", false, List.of("_cq_id", "_cq_parent_id"));
  private static final Table SYNCED =
      Table.of(
          "synced",
          Column.of("_cq_source_name", new ColumnType.TextType(false)),
          Column.of("_cq_sync_time", new ColumnType.TimestampType(TimeUnit.MICROSECOND, null)));

  private final PlainStore store = PlainStore.create(new Backticks(), DialectTest::translated);

  private static final class Backticks extends PlainDialect {
    @Override
    public String quoted(String name) {
      return '`' + name + '`';
    }

    @Override
    public String upsert(String table, List<String> columns, List<String> key, String rows) {
      return super.upsert(table, columns, key, rows).replace(" ON CONFLICT ", " ON KEY ");
    }
  }

  /** PostgreSQL in the guise of the dialect's database. */
  private static Connection translated(Connection session) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) ->
                method.getName().equals("prepareStatement")
                    ? session.prepareStatement(translated((String) arguments[0]))
                    : DyingLines.call(session, method, arguments));
  }

  private static String translated(String sql) {
    assertThat(sql).doesNotContain("\"").doesNotContain(" ON CONFLICT ");
    return sql.replace('`', '"').replace(" ON KEY ", " ON CONFLICT ");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void rowsAreWrittenAndRead() throws InterruptedException {
    Table wider = SampleRows.table("k", true, List.of("note", "more"));
    Table appended = SampleRows.table("order", false, List.of("note", "group"));
    store.send(migrate(KEYED), migrate(appended));
    store.send(migrate(wider));
    store.send(
        insert(KEYED, SampleRows.row(1, "a")),
        insert(KEYED, SampleRows.row(1, "b")),
        insert(SampleRows.table("order", false, List.of("note")), SampleRows.row(1, "a")));
    assertThat(store.read(KEYED)).containsExactly(SampleRows.row(1, "b"));
    assertThat(store.read(SampleRows.table("order", false, List.of("note"))))
        .containsExactly(SampleRows.row(1, "a"));
  }

  @Test
  void columnsAreChanged() throws InterruptedException {
    ColumnType number = new ColumnType.IntegerType(64, true);
    Table before = Table.of("w", new Column("n", number, false, false, false));
    Table after = Table.of("w", Column.of("n", new ColumnType.TextType(false)));
    store.send(migrate(before));
    store.send(migrate(after), insert(after, Collections.singletonMap("n", null)));
    assertThat(store.read(after)).hasSize(1);
  }

  @Test
  void rowsAreDeleted() throws InterruptedException {
    store.send(migrate(PARENT), migrate(CHILD), migrate(SYNCED));
    store.send(
        insert(PARENT, Map.of("id", 1L, "_cq_id", "p")),
        insert(CHILD, Map.of("id", 2L, "_cq_id", "c", "_cq_parent_id", "p")));
    Table id = Table.of("", Column.of("_cq_id", new ColumnType.TextType(false)));
    Predicate parent =
        new Predicate("_cq_id", SampleRows.record(id, List.of(Map.of("_cq_id", "p"))));
    store.send(
        new DeleteStale("synced", "source", Instant.EPOCH),
        new DeleteRecord(
            "parent",
            List.of(new PredicateGroup(false, List.of(parent))),
            List.of(new TableRelation("child", "parent"))));
    assertThat(store.read(PARENT)).isEmpty();
    assertThat(store.read(CHILD)).isEmpty();
  }
}
