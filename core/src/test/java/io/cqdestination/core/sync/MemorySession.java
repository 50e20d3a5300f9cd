package io.cqdestination.core.sync;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.migration.TableMigration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * A session on a {@link MemoryDatabase}, with what a test wants to see of it: failures as they are
 * found, and whether tables were changed or rows deleted while batches were open or on their way.
 */
final class MemorySession implements AutoCloseable {
  /** Closes batches at no limit that a test reaches by chance. */
  static final BatchLimits WIDE =
      new BatchLimits(1_000_000, 1L << 40, Duration.ofHours(1), 1L << 40);

  final MemoryDatabase database = new MemoryDatabase();
  final MemoryBatchWriter writer;
  final SyncSession session;
  final List<FailedBatch> failures = new CopyOnWriteArrayList<>();
  final Queue<String> brokenBarriers = new ConcurrentLinkedQueue<>();
  private final SessionTimer timer;

  MemorySession(BatchLimits limits, FailurePolicy policy, Executor executor) {
    this(limits, policy, executor, new SessionTimer(limits.timeout()));
  }

  /**
   * @param timer closed with the session
   */
  MemorySession(BatchLimits limits, FailurePolicy policy, Executor executor, SessionTimer timer) {
    this(limits, policy, executor, timer, StreamMeter.NONE);
  }

  MemorySession(
      BatchLimits limits,
      FailurePolicy policy,
      Executor executor,
      SessionTimer timer,
      StreamMeter meter) {
    this(limits, policy, executor, timer, meter, StalePolicy.ALWAYS);
  }

  /**
   * @param stale which deletions are withheld
   */
  MemorySession(
      BatchLimits limits,
      FailurePolicy policy,
      Executor executor,
      SessionTimer timer,
      StreamMeter meter,
      StalePolicy stale) {
    this.writer = new MemoryBatchWriter(database, executor);
    this.timer = timer;
    this.session =
        new SyncSession(
            StreamPorts.perBatch(writer, this::delete, new StaleGuard(stale, database::count)),
            this::migrate,
            limits,
            policy,
            timer,
            meter,
            failures::add);
  }

  /** The tables of the failures so far. */
  List<String> failedTables() {
    return failures.stream().map(FailedBatch::tableName).toList();
  }

  private List<TableMigration> migrate(List<WriteMessage.MigrateTable> messages) {
    barred("migration");
    return database.migrate(messages);
  }

  private void barred(String what) {
    if (!writer.isIdle()) {
      brokenBarriers.add(what);
    }
  }

  @Override
  public void close() {
    session.close();
    timer.close();
  }

  private Optional<RowDeleter.Refusal> delete(List<WriteMessage.Deletion> deletions) {
    barred("deletion");
    return database.delete(deletions);
  }
}
