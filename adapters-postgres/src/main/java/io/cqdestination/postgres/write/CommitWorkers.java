package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.postgres.connection.ConnectionSource;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one stream that write batches, oldest first, each on a connection of its own.
 * Threads start when there is work for them. Thread-safe.
 */
public final class CommitWorkers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CommitWorkers.class);

  /** How long closing waits for a COMMIT that was sent. */
  private static final long CLOSE_MILLIS = 10_000;

  private final ConnectionSource connections;
  private final BatchTransactions transactions;
  private final RetryPolicy retries;
  private final int parallelism;
  private final Queue<PendingBatch> queue = new ArrayDeque<>();
  private final Set<Worker> workers = new HashSet<>();
  private final AtomicLong retried = new AtomicLong();
  private int idle;
  private boolean closed;

  /**
   * @param parallelism most batches written at the same time
   */
  public CommitWorkers(
      ConnectionSource connections,
      BatchTransactions transactions,
      RetryPolicy retries,
      int parallelism) {
    this.connections = connections;
    this.transactions = transactions;
    this.retries = retries;
    this.parallelism = parallelism;
  }

  /** Queues a batch; its outcome says when it is done. */
  void submit(PendingBatch batch) {
    synchronized (this) {
      if (!closed) {
        queue.add(batch);
        if (idle == 0 && workers.size() < parallelism) {
          Worker worker = new Worker();
          workers.add(worker);
          worker.thread.start();
        } else {
          notifyAll();
        }
        return;
      }
    }
    batch.fail(closedFailure());
  }

  /**
   * Drops what is queued, breaks what runs unless its COMMIT was sent, and waits until no thread
   * runs.
   */
  @Override
  public void close() {
    List<PendingBatch> dropped;
    List<Worker> running;
    synchronized (this) {
      closed = true;
      dropped = new ArrayList<>(queue);
      queue.clear();
      running = new ArrayList<>(workers);
      notifyAll();
    }
    dropped.forEach(batch -> batch.fail(closedFailure()));
    running.forEach(Worker::stop);
    running.forEach(Worker::join);
  }

  /** A batch is tried again. */
  void countRetry() {
    retried.incrementAndGet();
  }

  /** How often a batch was tried again so far. */
  long retries() {
    return retried.get();
  }

  private synchronized @Nullable PendingBatch take(Worker worker) {
    try {
      while (queue.isEmpty() && !closed) {
        idle++;
        try {
          wait();
        } finally {
          idle--;
        }
      }
    } catch (InterruptedException interrupted) {
      closed = true;
    }
    if (closed) {
      workers.remove(worker);
      return null;
    }
    return queue.remove();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private static NotReady closedFailure() {
    return new NotReady("the stream ended before the batch was written");
  }

  private final class Worker implements Runnable {
    private final Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("writer-" + System.identityHashCode(this))
            .unstarted(this);
    private @Nullable BatchTransaction transaction;

    @Override
    public void run() {
      for (PendingBatch batch = take(this); batch != null; batch = take(this)) {
        try {
          new BatchCommitter(batch, connections, transactions, retries, this::runs).commit();
          batch.succeed();
        } catch (InterruptedException interrupted) {
          batch.fail(closedFailure());
        } catch (DestinationException failure) {
          batch.fail(isClosed() ? closedFailure() : failure);
        } catch (RuntimeException | Error fault) {
          log.error("writing a batch failed for a reason that is this plugin's own fault", fault);
          batch.fail(fault);
        }
      }
    }

    private void runs(@Nullable BatchTransaction current) {
      synchronized (this) {
        transaction = current;
      }
      if (current != null && isClosed()) {
        stop();
      }
    }

    void stop() {
      synchronized (this) {
        try {
          if (transaction == null) {
            thread.interrupt();
          } else if (!transaction.isCommitting()) {
            transaction.abort();
            thread.interrupt();
          }
        } catch (SQLException failure) {
          log.debug("a connection could not be broken", failure);
        }
      }
    }

    void join() {
      try {
        if (thread != Thread.currentThread()
            && !thread.join(java.time.Duration.ofMillis(CLOSE_MILLIS))) {
          log.warn(
              "a batch is still being committed after {} s",
              TimeUnit.MILLISECONDS.toSeconds(CLOSE_MILLIS));
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
