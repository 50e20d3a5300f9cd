package io.cqdestination.openai;

import io.cqdestination.core.embedding.EmbeddingTotals;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is asked of the API. Thread-safe. */
final class RequestCounters {
  private final LongAdder requests = new LongAdder();
  private final LongAdder tokens = new LongAdder();
  private final LongAdder chunks = new LongAdder();

  void sent() {
    requests.increment();
  }

  void answered(long answeredTokens, int answeredChunks) {
    tokens.add(answeredTokens);
    chunks.add(answeredChunks);
  }

  EmbeddingTotals totals() {
    return new EmbeddingTotals(requests.sum(), tokens.sum(), chunks.sum());
  }
}
