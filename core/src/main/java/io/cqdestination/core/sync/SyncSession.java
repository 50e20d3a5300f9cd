package io.cqdestination.core.sync;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.batching.CommitTracker;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.batching.TableLane;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.record.RecordBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
  /** How long migrations may wait for more of them while the stream is silent. */
  private static final long MIGRATION_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BatchWriter writer;
  private final RowDeleter deleter;
  private final BatchLimits limits;
  private final FailurePolicy policy;
  private final PendingMigrations migrations;
  private final CommitTracker commits;
  private final SessionTimer timer;
  private final StreamReport report;
  private final Map<String, TableLane> lanes = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private long openBytes;
  private volatile boolean cancelled;
  private volatile boolean complete;

  /**
   * @param writer closed with the session
   * @param policy what a failure does to the messages behind it
   * @param meter told what the stream does
   * @param onFailure told at once of everything that was not committed, on the thread that found it
   */
  public SyncSession(
      BatchWriter writer,
      RowDeleter deleter,
      TableMigrator migrator,
      BatchLimits limits,
      FailurePolicy policy,
      SessionTimer timer,
      StreamMeter meter,
      Consumer<FailedBatch> onFailure) {
    this.writer = writer;
    this.deleter = deleter;
    this.limits = limits;
    this.policy = policy;
    this.report = new StreamReport(meter, writer::retries);
    this.migrations =
        new PendingMigrations(messages -> {
          try {
            report.run(StreamReport.MIGRATE, messages.size(), () -> migrator.migrate(messages));
          } finally {
            writer.tablesChanged(messages.stream().map(message -> message.table().name()).toList());
          }
        });
    this.commits = new CommitTracker(onFailure);
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
          if (migrations.contains(migrate.table().name())) {
            applyMigrations();
          }
          if (!ended()) {
            migrations.add(migrate, System.nanoTime());
          }
        }
        case WriteMessage.DeleteStale delete ->
            delete(delete.tableName(), () -> deleter.deleteStale(delete));
        case WriteMessage.DeleteRecord delete ->
            delete(delete.tableName(), () -> deleter.deleteRecord(delete));
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
   * Waits until everything before is committed or has failed.
   *
   * @return what has failed since the last flush, in the order in which it was found
   */
  public List<FailedBatch> flush() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      settle();
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
   * Closes batches whose time has come. Called about once a second or more often; never blocks for
   * long.
   */
  public void tick(long nowNanos) {
    if (!lock.tryLock()) {
      return; // a message is being taken: the next tick will do
    }
    try {
      if (!cancelled) {
        if (!migrations.isEmpty() && migrations.age(nowNanos) >= MIGRATION_PATIENCE_NANOS) {
          applyMigrations();
        }
        lanes.values().forEach(lane -> lane.handOverIfOlderThanTimeout(nowNanos));
        openBytes = lanes.values().stream().mapToLong(TableLane::openBytes).sum();
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
      lanes.values().forEach(TableLane::abandon);
      lanes.clear();
    } finally {
      lock.unlock();
    }
    report.close(complete);
  }

  private void insert(RecordBatch batch) throws InterruptedException {
    applyMigrations();
    if (ended()) {
      return;
    }
    String tableName = batch.table().name();
    TableLane lane = lanes.get(tableName);
    if (lane == null) {
      lane = new TableLane(tableName, writer, limits, this::handedOver);
      lanes.put(tableName, lane);
    }
    long before = lane.openBytes();
    try {
      lane.add(batch, System.nanoTime());
    } catch (DestinationException refused) {
      report.failed(refused);
      commits.failed(tableName, refused);
    }
    openBytes += lane.openBytes() - before;
    if (openBytes + commits.bytesUnderWay() > limits.heldBytes()) {
      makeRoom();
    }
  }

  /**
   * Hands over the largest open batches until a quarter of the memory is free for what comes, and
   * waits for the rest. Fewer at a time would leave writers without work, more would make batches
   * smaller than they have to be.
   */
  private void makeRoom() throws InterruptedException {
    List<TableLane> largestFirst = new ArrayList<>(lanes.values());
    largestFirst.sort(Comparator.comparingLong(TableLane::openBytes).reversed());
    for (TableLane lane : largestFirst) {
      if (openBytes <= limits.heldBytes() / 4 * 3) {
        break;
      }
      openBytes -= lane.openBytes();
      lane.handOver();
    }
    commits.awaitAtMost(limits.heldBytes() - openBytes);
  }

  private void handedOver(
      String tableName, long rows, long bytes, CompletableFuture<Void> outcome) {
    commits.follow(tableName, bytes, report.follow(tableName, rows, bytes, outcome));
  }

  private void settle() throws InterruptedException {
    settleRows();
    applyMigrations();
  }

  private void settleRows() throws InterruptedException {
    lanes.values().forEach(cancelled ? TableLane::abandon : TableLane::handOver);
    openBytes = 0;
    commits.awaitAll();
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

  /**
   * Rows that failed to arrive make a deletion unsafe: what it would remove may be all that is left
   * of them.
   */
  private void delete(String tableName, Runnable deletion) throws InterruptedException {
    settle();
    FailedBatch failure = commits.firstFailure();
    if (failure == null) {
      attempt(tableName, deletion);
    } else if (policy == FailurePolicy.REPORT_AT_FLUSH) {
      commits.failed(
          tableName,
          new DestinationException.NotReady(
              "table %s: nothing was deleted, because an earlier message failed: %s"
                  .formatted(tableName, failure.cause().getMessage())));
    }
  }

  private void attempt(String tableName, Runnable action) {
    if (!ended()) {
      try {
        report.run(StreamReport.DELETE, 1, action);
      } catch (DestinationException failure) {
        commits.failed(tableName, failure);
      }
    }
  }

  private boolean ended() {
    return cancelled || (policy == FailurePolicy.END_STREAM && commits.firstFailure() != null);
  }
}
