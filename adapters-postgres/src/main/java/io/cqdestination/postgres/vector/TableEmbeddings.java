package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingPlan;
import io.cqdestination.postgres.write.DerivedRows;
import io.cqdestination.postgres.write.RowDerivation.TableDerivation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The embeddings of one table in one stream. Thread-safe. */
final class TableEmbeddings implements TableDerivation {
  private final StreamEmbeddings stream;
  private final ChunkTable table;
  private volatile @Nullable FieldsWriter last;

  /** The writer for rows of certain fields. */
  private record FieldsWriter(RowFields fields, ChunkWriter writer) {}

  TableEmbeddings(StreamEmbeddings stream, ChunkTable table) {
    this.stream = stream;
    this.table = table;
  }

  @Override
  public DerivedRows open() {
    return new EmbeddedBatch(this);
  }

  /** What is stored for a row depends on the batches before. */
  @Override
  public boolean isOneByOne() {
    return true;
  }

  ChunkTable chunkTable() {
    return table;
  }

  ChunkCost cost() {
    return stream.cost();
  }

  CompletableFuture<Void> run(Runnable preparation) {
    return stream.run(preparation);
  }

  <T> T inTurn(Supplier<T> lookUp) {
    return stream.inTurn(table.targetName(), lookUp);
  }

  List<String> split(String text) {
    return stream.options().splitter().split(text);
  }

  List<List<String>> storedChunks(RowFields fields, List<ChunkedRow> rows) {
    return stream.read(
        "table %s: looking up its chunks".formatted(table.targetName()),
        connection -> writer(fields).stored(connection, rows));
  }

  List<float[]> embed(EmbeddingPlan plan) {
    return stream.embedder().embed(table.table().source(), plan);
  }

  ChunkWriter writer(RowFields fields) {
    FieldsWriter known = last;
    if (known == null || !known.fields().equals(fields)) {
      known = new FieldsWriter(fields, stream.writer(table, fields));
      last = known;
    }
    return known.writer();
  }
}
