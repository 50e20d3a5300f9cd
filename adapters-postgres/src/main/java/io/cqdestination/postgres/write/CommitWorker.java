package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that writes what is queued, until the stream is over. Thread-safe. */
final class CommitWorker implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(CommitWorker.class);

  /** How long closing waits for a COMMIT that was sent. */
  private static final Duration LONGEST_COMMIT = Duration.ofSeconds(10);

  /** Brings batches into the database; false when it has to be done otherwise. */
  @FunctionalInterface
  private interface Writing {
    boolean run() throws InterruptedException;
  }

  private final CommitWorkers workers;
  private final BatchCommits commits;
  private final CommitWatch watch;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("writer-" + System.identityHashCode(this)).unstarted(this);
  private @Nullable WriteTransaction transaction;

  CommitWorker(CommitWorkers workers, BatchCommits commits, CommitWatch watch) {
    this.workers = workers;
    this.commits = commits;
    this.watch = watch;
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    for (List<PendingBatch> due = workers.take(this); !due.isEmpty(); due = workers.take(this)) {
      if (!workers.areSmall(due) || !writeTogether(due)) {
        due.forEach(batch -> settle(List.of(batch), () -> writeAlone(batch)));
      }
    }
  }

  /** Whether the outcomes are known now. */
  private boolean writeTogether(List<PendingBatch> group) {
    return settle(group, () -> commits.together(group, this::runs));
  }

  private boolean writeAlone(PendingBatch batch) throws InterruptedException {
    commits.alone(batch, this::runs);
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
      batches.forEach(batch -> batch.fail(CommitWorkers.closedFailure()));
    } catch (DestinationException failure) {
      batches.forEach(
          batch -> batch.fail(workers.isClosed() ? CommitWorkers.closedFailure() : failure));
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
    if (current != null && workers.isClosed()) {
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
      if (thread != Thread.currentThread() && !thread.join(LONGEST_COMMIT)) {
        log.warn("a batch is still being committed after {} s", LONGEST_COMMIT.toSeconds());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
