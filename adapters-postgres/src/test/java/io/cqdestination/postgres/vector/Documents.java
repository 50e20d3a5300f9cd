package io.cqdestination.postgres.vector;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;

import io.cqdestination.core.embedding.EmbeddedTable;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.fixture.Types;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A table with texts, and records of it. */
final class Documents {
  static final String NAME = "documents";
  static final EmbeddedTable EMBEDDED =
      new EmbeddedTable(NAME, "documents_embeddings", List.of("title", "body"), List.of("url"));
  static final String CHUNKS =
      "SELECT _cq_id, url, chunk FROM documents_embeddings ORDER BY _cq_id, chunk";

  static final Table TABLE = table(true);

  /** The same without a key, as rows are appended. */
  static final Table APPENDED = table(false);

  private Documents() {}

  /** One row. */
  record Document(
      int key, int id, @Nullable String title, @Nullable String body, @Nullable String url) {}

  static Document document(int key, int id, @Nullable String title) {
    return new Document(key, id, title, null, "u");
  }

  static UUID id(int number) {
    return new UUID(0, number);
  }

  static RecordBatch of(Document... documents) {
    return of(TABLE, documents);
  }

  static RecordBatch of(Table table, Document... documents) {
    return record(
        table,
        Arrays.stream(documents)
            .map(document ->
                row(
                    id(document.id()),
                    (long) document.key(),
                    document.title(),
                    document.body(),
                    document.url()))
            .toList());
  }

  private static Table table(boolean keyed) {
    return Table.of(
        NAME,
        new Column("_cq_id", Types.UUID, false, false, keyed),
        new Column("key", Types.INT64, false, keyed, false),
        Column.of("title", Types.TEXT),
        Column.of("body", Types.TEXT),
        Column.of("url", Types.TEXT));
  }
}
