package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.embedding.TableEmbedder;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.write.RowDerivation;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The embeddings of one stream. Batches are prepared at the same time, as many as the session's
 * limit of bytes lets be under way. Thread-safe.
 */
public final class StreamEmbeddings implements RowDerivation {
  /**
   * Batches that are looked up at the same time, first come, first served: the first ones get to
   * the service early, and the rest of the connections is for those who write.
   */
  private static final int LOOK_UPS = 2;

  private final EmbeddingSetup setup;
  private final TableEmbedder embedder;
  private final RetriedTransaction transactions;
  private final ChunkPool chunks;
  private final ChunkCost cost;
  private final Semaphore lookUps = new Semaphore(LOOK_UPS, true);
  private final Map<String, ChunkTable> written = new ConcurrentHashMap<>();
  private final ExecutorService preparations =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("embedding-batch-", 0).factory());

  public StreamEmbeddings(
      EmbeddingSetup setup,
      TableEmbedder embedder,
      RetriedTransaction transactions,
      ChunkPool chunks) {
    this.setup = setup;
    this.embedder = embedder;
    this.transactions = transactions;
    this.chunks = chunks;
    this.cost = new ChunkCost(setup.options());
  }

  @Override
  public TableDerivation of(String tableName) {
    return setup
        .tables()
        .ofSource(setup.mapping().storedName(tableName))
        .<TableDerivation>map(table -> {
          written.put(table.targetName(), table);
          return new TableEmbeddings(this, table);
        })
        .orElse(TableDerivation.NONE);
  }

  @Override
  public void loaded() {
    if (!written.isEmpty()) {
      embedder.logTotals();
    }
    if (setup.options().indexed()) {
      VectorIndexes indexes = new VectorIndexes(setup, transactions);
      written.values().forEach(indexes::build);
    }
  }

  @Override
  public void close() {
    preparations.shutdownNow();
  }

  CompletableFuture<Void> run(Runnable preparation) {
    try {
      return CompletableFuture.runAsync(preparation, preparations);
    } catch (RejectedExecutionException closed) {
      return CompletableFuture.failedFuture(
          new Unavailable("the stream ended before its texts were embedded", closed));
    }
  }

  /** Finds out what a batch needs when it is its turn. */
  <T> T inTurn(String tableName, Supplier<T> lookUp) {
    try {
      lookUps.acquire();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable(
          "table %s: interrupted before its chunks were looked up".formatted(tableName),
          interrupted);
    }
    try {
      return lookUp.get();
    } finally {
      lookUps.release();
    }
  }

  <T> T read(String subject, RetriedTransaction.Work<T> work) {
    return transactions.run(subject, work);
  }

  EmbeddingOptions options() {
    return setup.options();
  }

  TableEmbedder embedder() {
    return embedder;
  }

  ChunkCost cost() {
    return cost;
  }

  ChunkWriter writer(ChunkTable table, RowFields fields) {
    ChunkStatements statements =
        new ChunkStatements(table, fields, setup.extension().type(setup.options()));
    return new ChunkWriter(statements, chunks, setup.options().halfPrecision());
  }
}
