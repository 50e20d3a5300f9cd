package io.cqdestination.core.sync;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.batching.CommitTracker;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.batching.TableBuffers;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.WriteMessage.Deletion;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One stream of messages: keeps their order, groups rows into batches and knows what is committed.
 *
 * <p>Rows of different tables are written at the same time; a message of another kind waits until
 * all rows before it are committed. Messages come from one thread; {@link #tick} and {@link
 * #cancel} may come from others.
 */
public final class SyncSession implements AutoCloseable {
  /** How long migrations or deletions may wait for more of them while the stream is silent. */
  private static final long GATHERING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BatchWriter writer;
  private final BatchLimits limits;
  private final FailurePolicy policy;
  private final PendingMigrations migrations;
  private final StreamDeletions deletions;
  private final StreamPublishing publishing;
  private final CommitTracker commits;
  private final SessionTimer timer;
  private final StreamReport report;
  private final TableBuffers buffers;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean cancelled;
  private volatile boolean complete;

  /**
   * @param ports this stream's own; the writer is closed with the session
   * @param policy what a failure does to the messages behind it
   * @param meter told what the stream does
   * @param onFailure told at once of everything that was not committed, on the thread that found it
   */
  public SyncSession(
      StreamPorts ports,
      TableMigrator migrator,
      BatchLimits limits,
      FailurePolicy policy,
      SessionTimer timer,
      StreamMeter meter,
      Consumer<FailedBatch> onFailure) {
    this.writer = ports.writer();
    this.limits = limits;
    this.policy = policy;
    this.report = new StreamReport(meter, writer::retries, writer::refusedRows);
    this.migrations =
        new PendingMigrations(messages -> {
          try {
            report.migrate(messages.size(), () -> migrator.migrate(messages));
          } finally {
            writer.tablesChanged(messages.stream().map(message -> message.table().name()).toList());
          }
        });
    this.commits = new CommitTracker(onFailure);
    this.deletions = new StreamDeletions(ports.deleter(), ports.guard(), commits, report, policy);
    this.publishing = new StreamPublishing(ports.publication(), commits, report, policy);
    this.buffers =
        new TableBuffers(
            writer,
            limits,
            (tableName, rows, bytes, heldBytes, outcome) ->
                commits.follow(
                    tableName, heldBytes, report.follow(tableName, rows, bytes, outcome)));
    this.timer = timer;
    timer.add(this);
  }

  /**
   * Takes the next message; blocks while too many bytes are on their way. What goes wrong is
   * reported by {@code onFailure}, by {@link #flush} and by {@link #finish}.
   */
  public void accept(WriteMessage message) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      switch (message) {
        case WriteMessage.InsertRecord(RecordBatch batch) -> insert(batch);
        case WriteMessage.MigrateTable migrate -> {
          settleRows();
          applyDeletions();
          if (migrations.contains(migrate.table().name())) {
            applyMigrations();
          }
          if (!ended()) {
            migrations.add(migrate, System.nanoTime());
          }
        }
        case Deletion deletion -> {
          handOverRows(); // they are written while more deletions are read
          applyMigrations();
          deletions.pending().add(deletion, System.nanoTime());
          if (deletions.pending().isFull()) {
            applyDeletions();
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Records that a message could not even be understood; counts as a failure of the stream. */
  public void refused(String tableName, DestinationException cause) {
    report.failed(cause);
    commits.failed(tableName, cause);
  }

  /**
   * Waits until everything before is committed and published, or has failed.
   *
   * @return what has failed since the last flush, in the order in which it was found
   */
  public List<FailedBatch> flush() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      settle();
      if (!cancelled) {
        publishing.publish();
      }
      List<FailedBatch> failures = commits.takeFailures();
      if (!failures.isEmpty()) {
        writer.tablesChanged(
            List.of()); // what comes behind a failure that was reported is written again
      }
      return failures;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Like {@link #flush}, for the end of a stream.
   *
   * @throws DestinationException the first failure, if there was one
   */
  public void finish() throws InterruptedException {
    List<FailedBatch> failures = flush();
    if (!failures.isEmpty()) {
      throw failures.getFirst().cause();
    }
    if (cancelled) {
      throw new DestinationException.NotReady("the stream was cancelled");
    }
    writer.loaded();
    complete = true;
  }

  /**
   * Closes batches whose time has come, and carries out migrations and deletions that have waited a
   * second for more of them. Called about once a second or more often, by one thread for all
   * sessions: it returns at once while a message is being taken, and else may block for as long as
   * a migration, a deletion or {@link BatchWriter#commit} does. The other sessions' clocks wait
   * meanwhile.
   */
  public void tick(long nowNanos) {
    if (!lock.tryLock()) {
      return; // a message is being taken: the next tick will do
    }
    try {
      if (!cancelled) {
        if (!migrations.isEmpty() && migrations.age(nowNanos) >= GATHERING_NANOS) {
          applyMigrations();
        }
        PendingDeletions pending = deletions.pending();
        if (pending.age(nowNanos) >= GATHERING_NANOS && commits.isSettled()) {
          deletions.apply();
        }
        buffers.handOverOlderThanTimeout(nowNanos);
        report.tellRetries();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives up: nothing that is still open will be written, and waiting calls return soon. */
  public void cancel() {
    cancelled = true;
    writer.close();
  }

  /** What was written so far. */
  public SyncTotals totals() {
    return report.totals();
  }

  /** Frees everything the session holds; rows that were not flushed are dropped. */
  @Override
  public void close() {
    timer.remove(this);
    cancel();
    lock.lock();
    try {
      buffers.abandon();
    } finally {
      lock.unlock();
    }
    report.close(complete);
  }

  private void insert(RecordBatch batch) throws InterruptedException {
    applyMigrations();
    applyDeletions();
    if (ended()) {
      return;
    }
    try {
      buffers.add(batch, System.nanoTime());
    } catch (DestinationException refused) {
      report.failed(refused);
      commits.failed(batch.table().name(), refused);
    }
    if (buffers.openBytes() + commits.bytesUnderWay() > heldBytes()) {
      makeRoom();
    }
  }

  /**
   * Hands over the largest open batches until a quarter of the memory is free for what comes, and
   * waits for the rest. Fewer at a time would leave writers without work, more would make batches
   * smaller than they have to be.
   */
  private void makeRoom() throws InterruptedException {
    buffers.handOverLargest(heldBytes() / 4 * 3);
    commits.awaitAtMost(() -> heldBytes() - buffers.openBytes());
  }

  private long heldBytes() {
    return (long) (limits.heldBytes() * writer.heldFactor());
  }

  private void settle() throws InterruptedException {
    settleRows();
    applyMigrations();
    applyDeletions();
  }

  private void settleRows() throws InterruptedException {
    handOverRows();
    commits.awaitAll();
  }

  private void handOverRows() {
    if (cancelled) {
      buffers.abandon();
    } else {
      buffers.handOverAll();
    }
  }

  /** All of them or none: a failure is one of every table among them. */
  private void applyMigrations() {
    List<String> tableNames = migrations.tableNames();
    if (!tableNames.isEmpty() && !ended()) {
      try {
        migrations.apply();
      } catch (DestinationException failure) {
        tableNames.forEach(tableName -> commits.failed(tableName, failure));
      }
    }
  }

  /** Behind all rows that came before them. */
  private void applyDeletions() throws InterruptedException {
    if (!deletions.pending().isEmpty()) {
      commits.awaitAll();
      if (!cancelled || commits.firstFailure() != null) {
        deletions.apply();
      }
    }
  }

  private boolean ended() {
    return cancelled || (policy == FailurePolicy.END_STREAM && commits.firstFailure() != null);
  }
}
