package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.postgres.connection.ConnectionSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads of one stream that write batches, oldest first, each on a connection of its own.
 * Threads start when there is work for them. Thread-safe.
 */
public final class CommitWorkers implements AutoCloseable {
  private final BatchCommits commits;
  private final CommitWatch watch;
  private final BatchGroups groups;
  private final WriterPace pace;
  private final Queue<PendingBatch> queue = new ArrayDeque<>();
  private final Set<CommitWorker> workers = new HashSet<>();
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
    this.pace = new WriterPace(writers);
    this.commits =
        new BatchCommits(connections, transactions, retries, pace, transactions.refusals());
    this.watch = new CommitWatch(connections);
    this.groups = new BatchGroups(limits);
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
      CommitWorker worker = new CommitWorker(this, commits, watch);
      workers.add(worker);
      worker.start();
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

  /** As {@link io.cqdestination.core.batching.BatchWriter#heldFactor} says. */
  double heldFactor() {
    return pace.heldFactor();
  }

  /** Whether it is the line to the server that is waited for. */
  boolean isDistant() {
    return pace.isDistant();
  }

  /**
   * Drops what is queued, breaks what runs unless its COMMIT was sent, and waits until no thread
   * runs.
   */
  @Override
  public void close() {
    List<PendingBatch> dropped;
    List<CommitWorker> running;
    synchronized (this) {
      closed = true;
      dropped = new ArrayList<>(queue);
      queue.clear();
      running = new ArrayList<>(workers);
      notifyAll();
    }
    dropped.forEach(batch -> batch.fail(closedFailure()));
    running.forEach(CommitWorker::stop);
    running.forEach(CommitWorker::join);
  }

  /** A batch is tried again. */
  void countRetry() {
    retried.incrementAndGet();
  }

  /** How often a batch was tried again so far. */
  long retries() {
    return retried.get();
  }

  /** What the stream sets aside; empty where a refused row ends it. */
  Optional<StreamRefusals> refusals() {
    return commits.refusals();
  }

  /** The batches to write next; none when the stream is over. */
  synchronized List<PendingBatch> take(CommitWorker worker) {
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

  /** Whether batches are small enough to be written together. */
  boolean areSmall(List<PendingBatch> due) {
    return groups.isSmall(due.getFirst());
  }

  /** Whether the stream is over. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** What becomes of batches when the stream ends before them. */
  static NotReady closedFailure() {
    return new NotReady("the stream ended before the batch was written");
  }
}
