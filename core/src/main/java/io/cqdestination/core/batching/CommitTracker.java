package io.cqdestination.core.batching;

import io.cqdestination.core.failure.DestinationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts the batches of a stream that are on their way, and keeps the failures. Thread-safe. */
public final class CommitTracker {

  /**
   * A batch that was not committed.
   *
   * @param tableName the table whose rows it held
   */
  public record FailedBatch(String tableName, DestinationException cause) {}

  private final Consumer<FailedBatch> onFailure;
  private final List<FailedBatch> failures = new ArrayList<>();
  private int batchesUnderWay;
  private long bytesUnderWay;

  /**
   * @param onFailure told of each failure, on the thread that found it
   */
  public CommitTracker(Consumer<FailedBatch> onFailure) {
    this.onFailure = onFailure;
  }

  /** Follows a batch until its outcome is known. */
  public void follow(String tableName, long bytes, CompletableFuture<Void> outcome) {
    synchronized (this) {
      batchesUnderWay++;
      bytesUnderWay += bytes;
    }
    var _ = outcome.whenComplete((_, cause) -> settled(tableName, bytes, cause));
  }

  /**
   * Records a failure that no batch stands for, such as a row that was refused before it was sent.
   */
  public void failed(String tableName, DestinationException cause) {
    FailedBatch failure = new FailedBatch(tableName, cause);
    synchronized (this) {
      failures.add(failure);
    }
    onFailure.accept(failure);
  }

  /** Whether no batch is on its way. */
  public synchronized boolean isSettled() {
    return batchesUnderWay == 0;
  }

  /** Waits until no batch is on its way. */
  public synchronized void awaitAll() throws InterruptedException {
    while (batchesUnderWay > 0) {
      wait();
    }
  }

  /**
   * Waits until at most some bytes are on their way.
   *
   * @param bytes asked again after each batch whose outcome becomes known
   */
  public synchronized void awaitAtMost(LongSupplier bytes) throws InterruptedException {
    while (bytesUnderWay > bytes.getAsLong()) {
      wait();
    }
  }

  public synchronized long bytesUnderWay() {
    return bytesUnderWay;
  }

  /** The first failure since the last {@link #takeFailures}, or null. */
  public synchronized @Nullable FailedBatch firstFailure() {
    return failures.isEmpty() ? null : failures.getFirst();
  }

  /** The failures since the last call, which are forgotten. */
  public synchronized List<FailedBatch> takeFailures() {
    List<FailedBatch> taken = List.copyOf(failures);
    failures.clear();
    return taken;
  }

  private void settled(String tableName, long bytes, @Nullable Throwable cause) {
    try {
      if (cause != null) {
        failed(tableName, asFailure(tableName, cause));
      }
    } finally {
      synchronized (this) {
        batchesUnderWay--;
        bytesUnderWay -= bytes;
        notifyAll();
      }
    }
  }

  private static DestinationException asFailure(String tableName, Throwable cause) {
    Throwable inner =
        cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
    return inner instanceof DestinationException known
        ? known
        : new DestinationException.DatabaseRefused(
            "table %s: %s".formatted(tableName, inner), inner);
  }
}
