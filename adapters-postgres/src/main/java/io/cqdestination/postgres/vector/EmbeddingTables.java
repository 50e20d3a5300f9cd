package io.cqdestination.postgres.vector;

import static io.cqdestination.core.embedding.EmbeddedTable.CHUNK;
import static io.cqdestination.core.embedding.EmbeddedTable.EMBEDDING;
import static io.cqdestination.core.embedding.EmbeddedTable.ROW_ID;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.migration.DerivedTables;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredIndex;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of chunks, beside those whose texts are embedded. Pure and thread-safe. */
public final class EmbeddingTables implements DerivedTables {
  /** What sources keep their state in; such a table comes alone, before the source's own. */
  private static final Set<String> STATE_COLUMNS = Set.of("key", "value", "version");

  private final TableMapping mapping;
  private final ChunkTables tables;
  private final EmbeddingOptions options;
  private final VectorExtension extension;

  /**
   * @param mapping of the tables whose texts are embedded
   */
  public EmbeddingTables(
      TableMapping mapping,
      ChunkTables tables,
      EmbeddingOptions options,
      VectorExtension extension) {
    this.mapping = mapping;
    this.tables = tables;
    this.options = options;
    this.extension = extension;
  }

  @Override
  public List<StoredTable> of(Table wanted) {
    return tables.ofSource(mapping.storedName(wanted.name())).stream()
        .map(table -> chunkTable(table, mapping.stored(wanted)))
        .toList();
  }

  private StoredTable chunkTable(ChunkTable table, StoredTable source) {
    List<StoredColumn> columns = new ArrayList<>();
    columns.add(column(ROW_ID, "uuid", null));
    for (String name : table.metadata()) {
      source.column(name).ifPresent(found -> columns.add(column(name, found.type(), null)));
    }
    columns.add(column(CHUNK, "text", null));
    columns.add(column(EMBEDDING, extension.type(options), VectorOrigin.words(options)));
    return new StoredTable(table.targetName(), columns, null, null);
  }

  private static StoredColumn column(String name, String type, @Nullable String comment) {
    return new StoredColumn(name, type, false, false, null, comment);
  }

  @Override
  public List<String> expected(List<Table> wanted) {
    boolean onlyState =
        wanted.stream()
            .allMatch(table ->
                table.columns().stream().allMatch(column -> STATE_COLUMNS.contains(column.name())));
    return onlyState ? List.of() : tables.all().stream().map(ChunkTable::sourceName).toList();
  }

  @Override
  public List<StoredIndex> indexes(StoredTable wanted) {
    return List.of(new StoredIndex(IndexNames.rowId(wanted.name()), List.of(ROW_ID)));
  }

  @Override
  public List<String> objections(StoredTable wanted) {
    List<String> sentences = new ArrayList<>();
    tables
        .ofTarget(wanted.name())
        .ifPresent(table ->
            sentences.add(
                "pgvector_config gives this name to the embeddings of table %s: choose another target_table_name"
                    .formatted(table.table().source())));
    tables
        .ofSource(wanted.name())
        .ifPresent(table -> sentences.addAll(missingColumns(table, wanted)));
    return sentences;
  }

  private List<String> missingColumns(ChunkTable table, StoredTable wanted) {
    Optional<StoredColumn> id = wanted.column(ROW_ID);
    if (id.isPresent() && !id.get().type().equals("uuid")) {
      return List.of(
          "pgvector_config needs its column %s as uuid, not as %s"
              .formatted(ROW_ID, id.get().type()));
    }
    return Stream.of(
            Stream.of(ROW_ID),
            table.table().embedColumns().stream(),
            table.table().metadataColumns().stream())
        .flatMap(columns -> columns)
        .distinct()
        .filter(column -> wanted.column(mapping.storedName(column)).isEmpty())
        .map("pgvector_config needs its column %s, which the source does not have"::formatted)
        .toList();
  }

  @Override
  public List<String> obstacles(StoredTable derived, StoredTable found) {
    Optional<StoredColumn> embedding = found.column(EMBEDDING);
    boolean holdsChunks =
        found.column(ROW_ID).isPresent()
            && found.column(CHUNK).isPresent()
            && embedding.isPresent()
            && VectorTypeNames.isVector(embedding.get().type());
    return holdsChunks
        ? List.of()
        : List.of(
            "the database has a table of this name that holds no embeddings (columns %s, %s and %s): choose another target_table_name"
                .formatted(ROW_ID, CHUNK, EMBEDDING));
  }

  @Override
  public List<String> outdated(StoredTable derived, StoredTable found) {
    Optional<StoredColumn> embedding = found.column(EMBEDDING);
    if (embedding.isEmpty() || VectorOrigin.matches(options, embedding.get().comment())) {
      return List.of();
    }
    String origin = Objects.requireNonNullElse(embedding.get().comment(), "something unknown");
    return List.of(
        "column %s: made by %s, wanted is %s"
            .formatted(EMBEDDING, origin, VectorOrigin.words(options)));
  }

  @Override
  public boolean sameType(String wanted, String found) {
    return VectorTypeNames.isVector(wanted)
        ? VectorTypeNames.unqualified(wanted).equals(VectorTypeNames.unqualified(found))
        : mapping.sameType(wanted, found);
  }

  @Override
  public boolean isOwnConstraint(StoredTable wanted, String column, String constraint) {
    return mapping.isOwnConstraint(wanted, column, constraint);
  }
}
