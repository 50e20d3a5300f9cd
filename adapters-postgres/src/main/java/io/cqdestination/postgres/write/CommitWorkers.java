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
  private final CommitWatch watch;
  private final BatchGroups groups;
  private final WriterPace pace;
  private final Queue<PendingBatch> queue = new ArrayDeque<>();
  private final Set<Worker> workers = new HashSet<>();
  private final AtomicLong retried = new AtomicLong();
  private int idle;
  private boolean closed;

  /**
   * @param limits which batches share a transaction
   * @param writers how many batches are written at the same time
   */
  public CommitWorkers(
      ConnectionSource connections,
      BatchTransactions transactions,
      RetryPolicy retries,
      GroupLimits limits,
      Writers writers) {
    this.connections = connections;
    this.transactions = transactions;
    this.retries = retries;
    this.watch = new CommitWatch(connections);
    this.groups = new BatchGroups(limits);
    this.pace = new WriterPace(writers);
  }

  /** Queues batches that are due together; their outcomes say when they are done. */
  void submit(List<PendingBatch> batches) {
    synchronized (this) {
      if (!closed) {
        queue.addAll(batches);
        putToWork();
        return;
      }
    }
    batches.forEach(batch -> batch.fail(closedFailure()));
  }

  /** Wakes a worker, or starts one where all are busy and more are worth it. */
  private void putToWork() {
    if (idle == 0 && !queue.isEmpty() && workers.size() < pace.writers()) {
      Worker worker = new Worker();
      workers.add(worker);
      worker.thread.start();
    } else {
      notifyAll();
    }
  }

  /** The server answered the first statements of a batch after so long. */
  synchronized void answered(long nanos) {
    pace.answered(nanos);
    if (!closed) {
      putToWork();
    }
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

  /** The batches to write next; none when the stream is over. */
  private synchronized List<PendingBatch> take(Worker worker) {
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
      return List.of();
    }
    List<PendingBatch> due = groups.next(queue);
    putToWork();
    return due;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private static NotReady closedFailure() {
    return new NotReady("the stream ended before the batch was written");
  }

  /** Brings batches into the database; false when it has to be done otherwise. */
  @FunctionalInterface
  private interface Writing {
    boolean run() throws InterruptedException;
  }

  private final class Worker implements Runnable {
    private final Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("writer-" + System.identityHashCode(this))
            .unstarted(this);
    private @Nullable WriteTransaction transaction;

    @Override
    public void run() {
      for (List<PendingBatch> due = take(this); !due.isEmpty(); due = take(this)) {
        if (!groups.isSmall(due.getFirst()) || !writeTogether(due)) {
          due.forEach(batch -> settle(List.of(batch), () -> writeAlone(batch)));
        }
      }
    }

    /** Whether the outcomes are known now. */
    private boolean writeTogether(List<PendingBatch> group) {
      return settle(
          group,
          () -> new GroupCommitter(group, connections, transactions, retries, this::runs).commit());
    }

    private boolean writeAlone(PendingBatch batch) throws InterruptedException {
      new BatchCommitter(batch, connections, transactions, retries, pace, this::runs).commit();
      return true;
    }

    /**
     * Makes the outcome of batches known, unless the writing says that it has none.
     *
     * @return whether it is known
     */
    private boolean settle(List<PendingBatch> batches, Writing writing) {
      try {
        if (!writing.run()) {
          return false;
        }
        batches.forEach(PendingBatch::succeed);
      } catch (InterruptedException interrupted) {
        batches.forEach(batch -> batch.fail(closedFailure()));
      } catch (DestinationException failure) {
        batches.forEach(batch -> batch.fail(isClosed() ? closedFailure() : failure));
      } catch (RuntimeException | Error fault) {
        log.error("writing a batch failed for a reason that is this plugin's own fault", fault);
        batches.forEach(batch -> batch.fail(fault));
      }
      return true;
    }

    private void runs(@Nullable WriteTransaction current) {
      synchronized (this) {
        transaction = current;
      }
      if (current != null) {
        watch.over(current, () -> isRunning(current));
      }
      if (current != null && isClosed()) {
        stop();
      }
    }

    private synchronized boolean isRunning(WriteTransaction earlier) {
      return transaction == earlier;
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
