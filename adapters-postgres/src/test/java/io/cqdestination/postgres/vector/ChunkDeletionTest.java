package io.cqdestination.postgres.vector;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.embedding.EmbeddedTable;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.sync.WriteMessage.TableRelation;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.fixture.SingleDeletion;
import io.cqdestination.postgres.fixture.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChunkDeletionTest {
  private static final Table PAGES = table("pages");
  private static final Table NOTES = table("notes");
  private static final long DAY_MICROS = 86_400_000_000L;

  private EmbeddedDatabase database;

  @BeforeAll
  static void assumeServer() {
    EmbeddedDatabase.assumeServer();
  }

  @BeforeEach
  void create() {
    database =
        EmbeddedDatabase.create(
            new EmbeddedTable("pages", "pages_embeddings", List.of("text"), List.of()),
            new EmbeddedTable("notes", "notes_embeddings", List.of("text"), List.of()));
    database.migrate(PAGES, NOTES);
    database.write(record(PAGES, page(1, null, 1), page(2, null, 2)));
    database.write(record(NOTES, page(11, 1, 1), page(12, 2, 1)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Table table(String name) {
    return Table.of(
        name,
        new Column("_cq_id", Types.UUID, false, true, false),
        Column.of("_cq_parent_id", Types.UUID),
        Column.of("_cq_source_name", Types.TEXT),
        Column.of("_cq_sync_time", Types.timestamp(TimeUnit.MICROSECOND)),
        Column.of("text", Types.TEXT));
  }

  private static List<@Nullable Object> page(int id, @Nullable Integer parent, int day) {
    return row(
        new UUID(0, id),
        parent == null ? null : new UUID(0, parent),
        "source",
        day * DAY_MICROS,
        "text " + id);
  }

  private List<List<@Nullable String>> texts(String table) {
    return database.sql().rows("SELECT chunk FROM " + table + "_embeddings ORDER BY chunk");
  }

  @Test
  void stale_rows_go_with_their_chunks() {
    SingleDeletion.delete(
        database.deleter(), new DeleteStale("pages", "source", Instant.ofEpochSecond(2 * 86_400)));

    assertThat(database.sql().value("SELECT text FROM pages")).isEqualTo("text 2");
    assertThat(texts("pages")).containsExactly(List.of("text 2"));
    assertThat(texts("notes")).hasSize(2);
  }

  @Test
  void deleted_records_and_their_descendants_go_with_their_chunks() {
    Table one = Table.of("", Column.of("text", Types.TEXT));
    Predicate first = new Predicate("text", record(one, row("text 1")));
    SingleDeletion.delete(
        database.deleter(),
        new DeleteRecord(
            "pages",
            List.of(new PredicateGroup(false, List.of(first))),
            List.of(new TableRelation("notes", "pages"))));

    assertThat(texts("pages")).containsExactly(List.of("text 2"));
    assertThat(texts("notes")).containsExactly(List.of("text 12"));
    assertThat(database.sql().value("SELECT count(*) FROM notes")).isEqualTo("1");
  }
}
