package io.cqdestination.core.embedding;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the vectors of a plan, names the table in what goes wrong and logs how far it is.
 * Thread-safe; one for all tables, so that the totals are those of the sync.
 */
public final class TableEmbedder {
  private static final Logger LOG = LoggerFactory.getLogger(TableEmbedder.class);

  private final Embedder embedder;
  private final LongAdder reused = new LongAdder();

  public TableEmbedder(Embedder embedder) {
    this.embedder = embedder;
  }

  /**
   * Returns the vectors of the plan's new chunks, in their order. Where a plan has none, nothing is
   * asked of the service.
   *
   * @throws Unavailable as {@link Embedder#embed} does, naming the table
   * @throws EmbeddingRefused as {@link Embedder#embed} does, naming the table
   * @throws InvalidInput as {@link Embedder#embed} does, naming the table
   */
  public List<float[]> embed(String table, EmbeddingPlan plan) {
    List<float[]> vectors =
        plan.chunksToEmbed().isEmpty() ? List.of() : embed(table, plan.chunksToEmbed());
    reused.add(plan.reusedChunks());
    LOG.info(
        "table {}: {} chunks embedded, {} reused, {} gone",
        table,
        vectors.size(),
        plan.reusedChunks(),
        plan.goneChunks());
    return vectors;
  }

  /** Logs what all tables have cost until now. */
  public void logTotals() {
    EmbeddingTotals totals = embedder.totals();
    LOG.atInfo()
        .addKeyValue("chunks", totals.chunks())
        .addKeyValue("reused", reused.sum())
        .addKeyValue("requests", totals.requests())
        .addKeyValue("tokens", totals.tokens())
        .log(
            "embeddings in all: {} chunks embedded, {} reused, {} requests, {} tokens",
            totals.chunks(),
            reused.sum(),
            totals.requests(),
            totals.tokens());
  }

  private List<float[]> embed(String table, List<String> chunks) {
    try {
      return embedder.embed(chunks);
    } catch (Unavailable e) {
      throw new Unavailable(message(table, e), e);
    } catch (EmbeddingRefused e) {
      throw new EmbeddingRefused(message(table, e), e);
    } catch (InvalidInput e) {
      throw new InvalidInput(message(table, e), e);
    }
  }

  private static String message(String table, Exception failure) {
    return "cannot embed the texts of table " + table + ": " + failure.getMessage();
  }
}
