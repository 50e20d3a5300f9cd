package io.cqdestination.jdbc;

import static io.cqdestination.jdbc.PlainStore.KEYED;
import static io.cqdestination.jdbc.PlainStore.insert;
import static io.cqdestination.jdbc.PlainStore.migrate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The key of a record says whether its rows replace others, whatever key the table has. */
class RecordKeyTest {
  private static final Table UNKEYED = SampleRows.table("k", false, List.of("note"));

  private final PlainStore store = PlainStore.create();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aKeyThatTheTableLacksIsRefused() throws InterruptedException {
    store.send(migrate(UNKEYED), insert(UNKEYED, SampleRows.row(1, "a")));
    assertThatThrownBy(() -> store.send(insert(KEYED, SampleRows.row(1, "b"))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContainingAll("table k", "the same key (id)", "it has none");
    assertThat(store.read(KEYED)).containsExactly(SampleRows.row(1, "a"));
  }

  @Test
  void anotherKeyThanTheTablesIsRefused() throws InterruptedException {
    Table wider =
        Table.of(
            "k",
            KEYED.columns().getFirst(),
            new Column("note", new ColumnType.TextType(false), false, true, false));
    store.send(migrate(wider), insert(wider, SampleRows.row(1, "a")));
    assertThatThrownBy(() -> store.send(insert(KEYED, SampleRows.row(1, "b"))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContainingAll("the same key (id)", "it has (id, note)");
  }

  @Test
  void aRecordWithoutAKeyReplacesNoRow() throws InterruptedException {
    store.send(migrate(KEYED), insert(UNKEYED, SampleRows.row(1, "a")));
    assertThatThrownBy(() -> store.send(insert(UNKEYED, SampleRows.row(1, "b"))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContainingAll("table k", "duplicate key");
    assertThat(store.read(KEYED)).containsExactly(SampleRows.row(1, "a"));
  }

  @Test
  void eachRecordOfABatchIsWrittenByItsOwnKey() throws InterruptedException {
    store.send(migrate(KEYED));
    store.send(
        insert(KEYED, SampleRows.row(1, "a")),
        insert(UNKEYED, SampleRows.row(2, "b")),
        insert(KEYED, SampleRows.row(2, "c")));
    assertThat(store.read(KEYED))
        .containsExactlyInAnyOrder(SampleRows.row(1, "a"), SampleRows.row(2, "c"));
    assertThatThrownBy(() ->
            store.send(
                insert(KEYED, SampleRows.row(3, "d")), insert(UNKEYED, SampleRows.row(1, "e"))))
        .hasMessageContaining("duplicate key");
    assertThat(store.read(KEYED)).hasSize(2);
  }
}
