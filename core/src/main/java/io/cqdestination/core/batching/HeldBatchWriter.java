package io.cqdestination.core.batching;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.core.failure.DestinationException.Transient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes batches through a {@link BatchStore}: those of one table in their order, small ones that
 * are due together in one transaction, others side by side. Tries again what may pass, and finds
 * out which of several batches is refused, and for which row. Thread-safe.
 */
public final class HeldBatchWriter implements BatchWriter {
  private static final long CLOSE_SECONDS = 5;

  /** Threads end by themselves, so that what is handed over after the end still gets an outcome. */
  private static final long IDLE_SECONDS = 1;

  private final BatchStore store;
  private final TransactionLimits groups;
  private final Duration retryTimeout;
  private final ThreadPoolExecutor writers;
  private final Map<String, CompletableFuture<Void>> lastOfTable = new HashMap<>();
  private final AtomicLong retries = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param writers transactions at a time, at least 1
   * @param retryTimeout how long a transient failure is tried again, from the first one on
   */
  public HeldBatchWriter(
      BatchStore store, int writers, TransactionLimits groups, Duration retryTimeout) {
    this.store = store;
    this.groups = groups;
    this.retryTimeout = retryTimeout;
    this.writers =
        new ThreadPoolExecutor(
            writers,
            writers,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> Thread.ofPlatform().daemon().name("batch-writer").unstarted(work));
    this.writers.allowCoreThreadTimeOut(true);
  }

  @Override
  public OpenBatch open(String tableName) {
    return new HeldBatch(tableName);
  }

  @Override
  public synchronized List<CompletableFuture<Void>> commit(List<OpenBatch> batches) {
    List<DueBatch> due = batches.stream().map(batch -> due((HeldBatch) batch)).toList();
    for (List<DueBatch> group : groups(due)) {
      var _ =
          CompletableFuture.allOf(
                  group.stream().map(DueBatch::previous).toArray(CompletableFuture<?>[]::new))
              .handle((_, _) -> group)
              .thenAcceptAsync(this::write, writers);
    }
    return due.stream().map(DueBatch::outcome).toList();
  }

  private DueBatch due(HeldBatch batch) {
    CompletableFuture<Void> none = CompletableFuture.completedFuture(null);
    DueBatch due = new DueBatch(batch, lastOfTable.getOrDefault(batch.tableName(), none));
    lastOfTable.put(batch.tableName(), due.settled());
    return due;
  }

  /** No two batches of one group are of the same table. */
  private List<List<DueBatch>> groups(List<DueBatch> due) {
    List<List<DueBatch>> all = new ArrayList<>();
    List<DueBatch> group = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    for (DueBatch next : due) {
      rows += next.batch().rows();
      bytes += next.batch().bytes();
      boolean sameTable =
          group.stream().anyMatch(other -> other.tableName().equals(next.tableName()));
      if (rows > groups.rows() || bytes > groups.bytes() || sameTable || group.isEmpty()) {
        group = new ArrayList<>();
        all.add(group);
        rows = next.batch().rows();
        bytes = next.batch().bytes();
      }
      group.add(next);
    }
    return all;
  }

  /** What came before each of them is settled. */
  private void write(List<DueBatch> group) {
    List<DueBatch> writable = new ArrayList<>();
    for (DueBatch due : group) {
      if (due.previous().isCompletedExceptionally()) {
        due.fail(
            new Transient(
                "table %s: not written, because an earlier batch of the table failed"
                    .formatted(due.tableName()),
                null));
      } else {
        writable.add(due);
      }
    }
    if (writable.isEmpty()) {
      return;
    }
    List<HeldBatch> batches = writable.stream().map(DueBatch::batch).toList();
    try {
      new WriteAttempts(store, batches, retryTimeout, closed, retries).run();
      writable.forEach(DueBatch::succeed);
    } catch (Transient | NotReady | OutcomeUnknown over) {
      writable.forEach(due -> due.fail(over));
    } catch (RuntimeException | Error refused) {
      if (writable.size() == 1) {
        writable.getFirst().fail(named(batches.getFirst(), refused));
      } else {
        writable.forEach(due -> write(List.of(due)));
      }
    }
  }

  private Throwable named(HeldBatch batch, Throwable refused) {
    return refused instanceof DatabaseRefused refusal
        ? store
            .rehearsal()
            .map(rehearsal -> BlamedRow.named(batch, refusal, rehearsal, closed))
            .orElse(refusal)
        : refused;
  }

  @Override
  public synchronized void tablesChanged(Collection<String> tableNames) {
    lastOfTable.clear();
  }

  @Override
  public long retries() {
    return retries.get();
  }

  /** What the store cannot break off is waited for some seconds. */
  @Override
  public void close() {
    closed.countDown();
    store.cancel();
    List<CompletableFuture<Void>> underWay;
    synchronized (this) {
      underWay = List.copyOf(lastOfTable.values());
    }
    CompletableFuture.allOf(underWay.toArray(CompletableFuture<?>[]::new))
        .handle((_, _) -> null)
        .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
