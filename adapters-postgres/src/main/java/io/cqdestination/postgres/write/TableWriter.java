package io.cqdestination.postgres.write;

import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.write.RowCompanions.TableCompanion;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What one stream knows of one table: how records of each schema are written, which batch came
 * last, and whether rows can go straight into the table. {@link #plan} and {@link #commit} are
 * called by one thread; the rest is thread-safe.
 */
final class TableWriter {
  /**
   * Sources have one schema a table; this many means that schemas are made anew for each record.
   */
  private static final int MOST_SCHEMAS = 64;

  private final String tableName;
  private final WriteTarget target;
  private final CommitWorkers workers;
  private final TableCompanion companion;

  @SuppressWarnings("IdentityHashMapUsage") // a schema that was seen is the same object
  private final Map<Table, RecordPlan> plans = new IdentityHashMap<>();

  private final List<RecordPlan> distinctPlans = new ArrayList<>();
  private @Nullable PendingBatch last;
  private volatile boolean straight = true;
  private volatile boolean overlapping = true;
  private volatile boolean ordering;

  TableWriter(
      String tableName, WriteTarget target, CommitWorkers workers, TableCompanion companion) {
    this.tableName = tableName;
    this.target = target;
    this.workers = workers;
    this.companion = companion;
  }

  /** A new batch of the table. */
  CopyBatch open(ChunkPool chunks) {
    return new CopyBatch(this, chunks, companion.open());
  }

  String tableName() {
    return tableName;
  }

  /** The table's name in the database. */
  String storedName() {
    return target.storedName();
  }

  /** How records of the schema are written; equal plans are the same object. */
  RecordPlan plan(Table schema) {
    RecordPlan known = plans.get(schema);
    if (known != null) {
      return known;
    }
    RecordPlan plan = target.plan(schema);
    for (RecordPlan other : distinctPlans) {
      // The encoder follows from the schema's own types, which the words of the database do not
      // tell fully.
      if (other.statements().equals(plan.statements()) && sameColumns(schema, other)) {
        plan = other;
        break;
      }
    }
    if (plans.size() >= MOST_SCHEMAS) {
      plans.clear();
      distinctPlans.clear();
    }
    plans.put(schema, plan);
    if (!distinctPlans.contains(plan)) {
      distinctPlans.add(plan);
    }
    return plan;
  }

  private boolean sameColumns(Table schema, RecordPlan plan) {
    return plans.entrySet().stream()
        .anyMatch(
            entry -> entry.getValue() == plan && entry.getKey().columns().equals(schema.columns()));
  }

  /**
   * Hands a batch to the workers, behind the batches of this table that went before. Behind one
   * that failed none is written, so that what is in the table is always a prefix.
   */
  CompletableFuture<Void> commit(CopyBatch batch) {
    PendingBatch previous = last;
    PendingBatch pending =
        new PendingBatch(this, batch, previous == null || previous.isCommitted() ? null : previous);
    last = pending;
    CompletableFuture<Void> ready =
        pending.hasFailedBefore()
            ? CompletableFuture.completedFuture(null) // it will not be written
            : batch.companion().prepare();
    if (companion.isOneByOne() && previous != null) {
      // No worker should wait for another one: other tables need them.
      ready = ready.thenCombine(previous.settled(), (_, _) -> null);
    }
    var _ =
        ready.whenComplete((_, failure) -> {
          if (failure == null) {
            workers.submit(pending);
          } else {
            pending.fail(cause(failure));
          }
        });
    return pending.outcome();
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /**
   * Whether no row of a batch has met one with its key yet, so that COPY may go straight into the
   * table.
   */
  boolean isStraight() {
    return straight;
  }

  /**
   * Rows with the same keys are there: batches of this stream go through a temporary table from now
   * on.
   */
  void stage() {
    straight = false;
  }

  /** Whether the server has to find the last row of each key. */
  boolean isOrdering() {
    return ordering;
  }

  /** Rows of one batch have equal keys that are not encoded alike. */
  void order() {
    straight = false;
    ordering = true;
  }

  /** A batch of this table is tried again after a transient failure. */
  void countRetry() {
    workers.countRetry();
  }

  /** Whether a batch may begin before the one before it is committed. */
  boolean isOverlapping() {
    return overlapping;
  }

  /** Batches of this table stand in each other's way: one after the other from now on. */
  void takeTurns() {
    overlapping = false;
  }
}
