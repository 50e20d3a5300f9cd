package io.cqdestination.openai;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The texts that one caller wants embedded, and the vectors as they come, in whatever order.
 * Thread-safe.
 */
final class EmbeddingCall {
  private final List<String> texts;
  private final float[][] vectors;
  private final CompletableFuture<List<float[]>> outcome = new CompletableFuture<>();
  private int missing;

  EmbeddingCall(List<String> texts) {
    this.texts = texts;
    this.vectors = new float[texts.size()][];
    this.missing = texts.size();
    if (missing == 0) {
      outcome.complete(List.of());
    }
  }

  List<String> texts() {
    return texts;
  }

  /** Takes the vector of the text at a position. */
  void deliver(int position, float[] vector) {
    boolean complete;
    synchronized (this) {
      vectors[position] = vector;
      complete = --missing == 0;
    }
    if (complete) {
      outcome.complete(Arrays.asList(vectors));
    }
  }

  /** Ends the call without its vectors, unless it has ended. */
  void fail(Throwable cause) {
    outcome.completeExceptionally(cause);
  }

  /** Whether nobody waits for vectors any more. */
  boolean hasEnded() {
    return outcome.isDone();
  }

  /**
   * Waits for the vectors, in the order of the texts.
   *
   * @throws ExecutionException with what the call failed for
   */
  List<float[]> await() throws InterruptedException, ExecutionException {
    return outcome.get();
  }
}
