package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingPlan;
import io.cqdestination.core.embedding.RowChunks;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.postgres.copy.RowKeys;
import io.cqdestination.postgres.vector.EmbeddedRows.EmbeddedRow;
import io.cqdestination.postgres.write.DerivedRows;
import io.cqdestination.postgres.write.RowLayout;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The embeddings of one batch of rows: what is not stored yet is embedded before the batch is
 * written, and kept until it is committed, so that writing it again asks for nothing. Used by one
 * thread at a time.
 */
final class EmbeddedBatch implements DerivedRows {
  private final TableEmbeddings table;
  private final EmbeddedRows rows;
  private final Map<String, float[]> vectors = new HashMap<>();
  private List<ChunkedRow> chunked = List.of();
  private List<String> missing = List.of();
  private @Nullable RecordBatch lastRecord;
  private @Nullable RowTexts lastTexts;

  EmbeddedBatch(TableEmbeddings table) {
    this.table = table;
    this.rows = new EmbeddedRows(table.chunkTable(), table.cost());
  }

  @Override
  public void reading(RecordBatch batch, int fromRow) {
    rows.reading(texts(batch), fromRow);
  }

  @Override
  public RowKeys watch(RowLayout layout, RowKeys keys) {
    return rows.watch(layout, keys);
  }

  @Override
  public int roomUntil(RecordBatch batch, int fromRow, int toRow) {
    RowTexts texts = texts(batch);
    ChunkLoad load = rows.load();
    int row = fromRow;
    do {
      load = load.plus(table.cost().of(texts.length(row)));
      row++;
    } while (row < toRow && !load.isFull());
    return row;
  }

  @Override
  public boolean isFull() {
    return rows.load().isFull();
  }

  @Override
  public long bytes() {
    return rows.load().bytes();
  }

  @Override
  public CompletableFuture<Void> prepare() {
    lastRecord = null;
    lastTexts = null;
    return table.run(this::embed);
  }

  private void embed() {
    RowFields fields = rows.fields();
    if (fields != null) {
      Wanted wanted = table.inTurn(() -> lookUp(fields, rows.last()));
      embed(wanted.plan());
      chunked = wanted.rows();
    }
  }

  /** What the batch's rows want, and what of it has to be embedded. */
  private record Wanted(List<ChunkedRow> rows, EmbeddingPlan plan) {}

  private Wanted lookUp(RowFields fields, List<EmbeddedRow> last) {
    List<ChunkedRow> split =
        last.stream()
            .map(row -> new ChunkedRow(row.fields(), row.id(), table.split(row.text())))
            .toList();
    List<List<String>> stored = table.storedChunks(fields, split);
    List<RowChunks> wanted = new ArrayList<>(split.size());
    for (int i = 0; i < split.size(); i++) {
      wanted.add(new RowChunks(split.get(i).chunks(), stored.get(i)));
    }
    return new Wanted(split, EmbeddingPlan.of(wanted));
  }

  private void embed(EmbeddingPlan plan) {
    List<float[]> embedded = table.embed(plan);
    for (int i = 0; i < embedded.size(); i++) {
      vectors.put(plan.chunksToEmbed().get(i), embedded.get(i));
    }
  }

  @Override
  public void supplement() {
    if (!missing.isEmpty()) {
      embed(EmbeddingPlan.of(List.of(new RowChunks(missing, List.of()))));
      missing = List.of();
    }
  }

  @Override
  public void beforeRows(Connection connection) throws SQLException {
    RowFields fields = rows.fields();
    if (fields != null && !chunked.isEmpty()) {
      table.writer(fields).beforeRows(connection, chunked);
    }
  }

  @Override
  public void afterRows(Connection connection, boolean ordered) throws SQLException {
    RowFields fields = rows.fields();
    if (fields == null || chunked.isEmpty()) {
      return;
    }
    missing = table.writer(fields).afterRows(connection, chunked, vectors, ordered);
    if (!missing.isEmpty()) {
      throw new SQLException(
          "chunks that were stored when the batch was prepared are gone", "40001");
    }
  }

  @Override
  public void free() {
    rows.clear();
    vectors.clear();
    chunked = List.of();
  }

  private RowTexts texts(RecordBatch batch) {
    RowTexts known = lastTexts;
    if (known == null || lastRecord != batch) {
      known = new RowTexts(table.chunkTable().table(), batch);
      lastRecord = batch;
      lastTexts = known;
    }
    return known;
  }
}
