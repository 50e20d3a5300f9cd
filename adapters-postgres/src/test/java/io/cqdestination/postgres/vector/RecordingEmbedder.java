package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.embedding.EmbeddingTotals;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An embedding service in this process: a text's vector depends on the text only. It keeps what it
 * was asked, and fails or waits when told to. Thread-safe.
 */
final class RecordingEmbedder implements Embedder {
  private static final long LIMIT_SECONDS = 60;

  private final int dimensions;
  private final List<String> asked = new ArrayList<>();
  private long requests;
  private boolean failing;
  private @Nullable CountDownLatch gate;
  private int waiting;

  RecordingEmbedder(int dimensions) {
    this.dimensions = dimensions;
  }

  @Override
  public List<float[]> embed(List<String> chunks) {
    CountDownLatch currentGate;
    synchronized (this) {
      requests++;
      if (failing) {
        throw new Unavailable("the service is down", null);
      }
      asked.addAll(chunks);
      currentGate = gate;
      waiting++;
    }
    if (currentGate != null) {
      await(currentGate);
    }
    synchronized (this) {
      waiting--;
    }
    return chunks.stream().map(this::vector).toList();
  }

  /** The vector of a text, each number a multiple of 1/16, which 16 bits hold exactly. */
  float[] vector(String text) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (random.nextInt(31) - 15) / 16f;
    }
    return vector;
  }

  /** Every text asked for since the last call. */
  synchronized List<String> takeAsked() {
    List<String> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  synchronized void fail(boolean fails) {
    failing = fails;
  }

  /** From now on answers wait for {@link #open}. */
  synchronized void shut() {
    gate = new CountDownLatch(1);
  }

  synchronized void open() {
    if (gate != null) {
      gate.countDown();
      gate = null;
    }
  }

  /** Calls that wait for their answer. */
  synchronized int waiting() {
    return waiting;
  }

  @Override
  public synchronized EmbeddingTotals totals() {
    return new EmbeddingTotals(requests, 0, asked.size());
  }

  @Override
  public void close() {}

  private static void await(CountDownLatch gate) {
    try {
      if (!gate.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new Unavailable("nobody opened the gate", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
    }
  }
}
