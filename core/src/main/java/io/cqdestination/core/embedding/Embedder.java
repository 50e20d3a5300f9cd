package io.cqdestination.core.embedding;

import java.util.List;

/** Turns texts into vectors. Thread-safe; the calls share what the service allows. */
public interface Embedder extends AutoCloseable {

  /**
   * Returns one vector a chunk, in the order of the chunks, and waits for them, for a limited time.
   * The vectors are all in memory when this returns, so the caller decides by the number of chunks
   * how much that is: four bytes a dimension.
   *
   * @param chunks texts, none empty
   * @throws io.cqdestination.core.failure.DestinationException.Unavailable when the service could
   *     not be reached or would not serve, after retries
   * @throws EmbeddingRefused when the service refused the chunks, and why
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput when a chunk is empty
   */
  List<float[]> embed(List<String> chunks);

  /** Returns what was asked of the service until now. */
  EmbeddingTotals totals();

  /** Gives up what is under way; callers of {@link #embed} get an error. */
  @Override
  void close();
}
