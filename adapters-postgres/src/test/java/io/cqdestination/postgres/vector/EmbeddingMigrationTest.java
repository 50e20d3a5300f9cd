package io.cqdestination.postgres.vector;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static io.cqdestination.postgres.vector.Documents.TABLE;
import static io.cqdestination.postgres.vector.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.cqdestination.core.embedding.EmbeddedTable;
import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.embedding.TextSplitter;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.sync.PlannedTableMigrator;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PgvectorServer;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.logging.RecordedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddingMigrationTest {
  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod), attnotnull,
        col_description(attrelid, attnum)
      FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped
      ORDER BY attnum\
      """;

  private static final Table OTHER = Table.of("other", Column.of("v", Types.TEXT));

  private final List<EmbeddedDatabase> opened = new ArrayList<>();
  private Database sql;

  @BeforeAll
  static void assumeServer() {
    EmbeddedDatabase.assumeServer();
  }

  @BeforeEach
  void create() {
    sql = PgvectorServer.shared().create();
  }

  @AfterEach
  void close() {
    opened.forEach(database -> database.writer().close());
    sql.close();
  }

  private EmbeddedDatabase with(EmbeddingOptions options) {
    EmbeddedDatabase database = EmbeddedDatabase.over(sql, options);
    opened.add(database);
    return database;
  }

  private EmbeddedDatabase with(EmbeddedTable... tables) {
    return with(EmbeddedDatabase.options(tables));
  }

  private static EmbeddedTable embedded(String target, List<String> metadata) {
    return new EmbeddedTable(Documents.NAME, target, List.of("title"), metadata);
  }

  private List<List<@Nullable String>> columns(String table) {
    return sql.rows(COLUMNS.formatted(table));
  }

  @Test
  void the_table_of_chunks_has_metadata_without_not_null_and_says_what_made_its_vectors() {
    with(embedded("chunks of mine", List.of("key", "_cq_id", "url"))).migrate(TABLE);

    assertThat(columns("\"chunks of mine\""))
        .containsExactly(
            java.util.Arrays.asList("_cq_id", "uuid", "f", null),
            java.util.Arrays.asList("key", "bigint", "f", null),
            java.util.Arrays.asList("url", "text", "f", null),
            java.util.Arrays.asList("chunk", "text", "f", null),
            java.util.Arrays.asList("embedding", "vector(4)", "f", "model, 4 dimensions"));
    assertThat(sql.value("SELECT indexdef FROM pg_indexes WHERE tablename = 'chunks of mine'"))
        .isEqualTo(
            "CREATE INDEX \"chunks of mine_cqid_idx\" ON public.\"chunks of mine\" USING btree (_cq_id)");
  }

  @Test
  void a_second_migration_changes_nothing() {
    EmbeddedDatabase database = with(Documents.EMBEDDED);
    database.migrate(TABLE);
    database.write(Documents.of(document(1, 1, "a")));
    database.migrate(TABLE);
    database.migrate(MigrationMode.FORCED, TABLE);

    assertThat(sql.rows(Documents.CHUNKS)).hasSize(1);
  }

  @Test
  void a_metadata_column_may_be_added() {
    EmbeddedDatabase before = with(embedded("c", List.of()));
    before.migrate(TABLE);
    before.write(Documents.of(document(1, 1, "a")));
    EmbeddedDatabase after = with(embedded("c", List.of("url")));
    after.migrate(TABLE);

    assertThat(after.write(Documents.of(document(1, 1, "a")))).isEmpty();
    assertThat(sql.rows("SELECT url, chunk FROM c")).containsExactly(List.of("u", "a"));
  }

  @Test
  void other_dimensions_are_refused_and_rebuilt_when_forced() {
    EmbeddedDatabase before = with(Documents.EMBEDDED);
    before.migrate(TABLE);
    before.write(Documents.of(document(1, 1, "a")));
    EmbeddedDatabase after = with(EmbeddedDatabase.options(5, false, false, Documents.EMBEDDED));

    assertThatThrownBy(() -> after.migrate(TABLE))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContainingAll("documents_embeddings", "vector(4)", "vector(5)", "forced");
    after.migrate(MigrationMode.FORCED, TABLE);
    assertThat(sql.rows("SELECT * FROM documents_embeddings")).isEmpty();
    assertThat(sql.value("SELECT count(*) FROM documents")).isEqualTo("1");
    assertThat(columns("documents_embeddings").getLast())
        .containsExactly("embedding", "vector(5)", "f", "model, 5 dimensions");
  }

  @Test
  void another_model_is_refused_and_rebuilt_when_forced() {
    with(Documents.EMBEDDED).migrate(TABLE);
    EmbeddedDatabase after = with(options("other", 4));

    assertThatThrownBy(() -> after.migrate(TABLE))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining(
            "column embedding: made by model, 4 dimensions, wanted is other, 4 dimensions");
    after.migrate(MigrationMode.FORCED, TABLE);
    assertThat(columns("documents_embeddings").getLast()).contains("other, 4 dimensions");
  }

  @Test
  void another_column_type_is_refused() {
    with(Documents.EMBEDDED).migrate(TABLE);
    EmbeddedDatabase after = with(EmbeddedDatabase.options(4, true, false, Documents.EMBEDDED));

    assertThatThrownBy(() -> after.migrate(TABLE))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContainingAll("vector(4)", "halfvec(4)");
  }

  @Test
  void a_table_of_the_official_plugin_is_taken_over_with_its_chunks() {
    EmbeddedDatabase database = with(options("text-embedding-3-small", 1536));
    sql.execute(
        """
        CREATE TABLE documents_embeddings
          (_cq_id uuid, url text, chunk text, embedding vector(1536));
        INSERT INTO documents_embeddings VALUES
          ('00000000-0000-0000-0000-000000000001', 'u', 'a', array_fill(0.5, ARRAY[1536])::vector)\
        """);
    database.migrate(TABLE);

    assertThat(database.write(Documents.of(document(1, 1, "a")))).isEmpty();
    assertThat(columns("documents_embeddings").getLast())
        .contains("text-embedding-3-small, 1536 dimensions");
  }

  @Test
  void vectors_of_unknown_origin_are_refused() {
    EmbeddedDatabase database = with(Documents.EMBEDDED);
    sql.execute(
        "CREATE TABLE documents_embeddings (_cq_id uuid, url text, chunk text, embedding vector(4))");

    assertThatThrownBy(() -> database.migrate(TABLE))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("made by something unknown");
  }

  @Test
  void the_chunks_of_a_table_that_is_created_again_go_with_its_rows() {
    EmbeddedDatabase database = with(Documents.EMBEDDED);
    database.migrate(TABLE);
    database.write(Documents.of(document(1, 1, "a")));
    Table changed =
        Table.of(
            Documents.NAME,
            TABLE.columns().stream()
                .map(column ->
                    column.name().equals("body") ? Column.of("body", Types.INT64) : column)
                .toArray(Column[]::new));
    database.migrate(MigrationMode.FORCED, changed);

    assertThat(sql.rows("SELECT * FROM documents_embeddings")).isEmpty();
  }

  @Test
  void what_the_source_lacks_is_refused_by_name() {
    EmbeddedDatabase database =
        with(new EmbeddedTable(Documents.NAME, "t", List.of("titel"), List.of("link")));

    assertThatThrownBy(
            () -> database.migrate(Table.of(Documents.NAME, Column.of("title", Types.TEXT))))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContainingAll("its column titel", "its column link", "its column _cq_id");
    assertThat(sql.rows("SELECT 1 FROM pg_tables WHERE tablename IN ('documents', 't')")).isEmpty();
  }

  @Test
  void a_table_that_neither_source_nor_database_has_is_warned_of_once() {
    EmbeddedDatabase database =
        with(
            Documents.EMBEDDED,
            new EmbeddedTable("of_another_source", "n", List.of("a"), List.of()));

    try (RecordedLog log = new RecordedLog(PlannedTableMigrator.class)) {
      database.migrate(TABLE);
      database.migrate(TABLE);

      assertThat(log.events())
          .singleElement()
          .satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).contains("of_another_source");
          });
    }
    assertThat(database.write(Documents.of(document(1, 1, "a")))).containsExactly("a");
  }

  @Test
  void a_table_that_comes_after_the_others_is_embedded_like_them() {
    EmbeddedDatabase database = with(Documents.EMBEDDED);
    database.migrate(OTHER);
    database.migrate(TABLE);

    assertThat(database.write(Documents.of(document(1, 1, "a")))).containsExactly("a");
  }

  @Test
  void rows_without_the_wanted_columns_are_refused_for_their_table_alone() {
    EmbeddedDatabase database = with(Documents.EMBEDDED);
    database.migrate(OTHER);
    sql.execute("CREATE TABLE documents (key bigint PRIMARY KEY)");
    Table textless = Table.of(Documents.NAME, new Column("key", Types.INT64, false, true, false));

    assertThatThrownBy(() -> database.commit(record(textless, row(1L))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("table documents: a record lacks the column");
    assertThat(database.commit(record(OTHER, row("x"))))
        .succeedsWithin(EmbeddedDatabase.LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(sql.value("SELECT v FROM other")).isEqualTo("x");
  }

  @Test
  void an_id_that_is_no_uuid_is_refused() {
    Table textual =
        Table.of(
            Documents.NAME,
            TABLE.columns().stream()
                .map(column ->
                    column.name().equals("_cq_id") ? Column.of("_cq_id", Types.TEXT) : column)
                .toArray(Column[]::new));

    assertThatThrownBy(() -> with(Documents.EMBEDDED).migrate(textual))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("its column _cq_id as uuid, not as text");
  }

  @Test
  void a_sources_state_is_kept_before_its_tables_are_there() {
    with(Documents.EMBEDDED)
        .migrate(
            Table.of(
                "cq_state",
                new Column("key", Types.TEXT, false, true, false),
                Column.of("value", Types.TEXT)));

    assertThat(sql.value("SELECT count(*) FROM cq_state")).isEqualTo("0");
  }

  @Test
  void a_name_that_belongs_to_another_table_is_refused_in_every_mode() {
    EmbeddedDatabase database = with(Documents.EMBEDDED);
    sql.execute("CREATE TABLE documents_embeddings (a int)");

    for (MigrationMode mode : MigrationMode.values()) {
      assertThatThrownBy(() -> database.migrate(mode, TABLE))
          .isInstanceOf(RefusedMigration.class)
          .hasMessageContainingAll("documents_embeddings", "holds no embeddings");
    }
    assertThatThrownBy(() ->
            database.migrate(Table.of("documents_embeddings", Column.of("a", Types.TEXT)), TABLE))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("gives this name to the embeddings of table documents");
  }

  private static EmbeddingOptions options(String model, int dimensions) {
    return new EmbeddingOptions(
        List.of(Documents.EMBEDDED), new TextSplitter(20, 5), model, dimensions, false, false);
  }
}
