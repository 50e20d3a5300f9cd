package io.cqdestination.postgres.write;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.copy.RowRefusals;
import io.cqdestination.postgres.history.StreamHistory;
import io.cqdestination.postgres.refused.SetAsideRow;
import io.cqdestination.postgres.write.RowDerivation.TableDerivation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one stream knows of one table: how records of each schema are written, which batch came
 * last, and whether rows can go straight into the table. {@link #plan} and {@link #follow} are
 * called by one thread; the rest is thread-safe.
 */
final class TableWriter {
  /**
   * Sources have one schema a table; this many means that schemas are made anew for each record.
   */
  private static final int MOST_SCHEMAS = 64;

  private static final Logger log = LoggerFactory.getLogger(TableWriter.class);

  private final String tableName;
  private final RowTarget target;
  private final CommitWorkers workers;
  private final TableDerivation derived;
  private final Optional<StreamHistory> history;

  @SuppressWarnings("IdentityHashMapUsage") // a schema that was seen is the same object
  private final Map<Table, RecordPlan> plans = new IdentityHashMap<>();

  private final List<RecordPlan> distinctPlans = new ArrayList<>();
  private @Nullable PendingBatch last;
  private volatile WriteWay way = WriteWay.UNKNOWN;
  private volatile boolean overlapping;
  private volatile boolean ordering;
  private volatile long lastRefused;

  /**
   * @param history of the stream; empty where none is kept
   */
  TableWriter(
      String tableName,
      RowTarget target,
      CommitWorkers workers,
      TableDerivation derived,
      Optional<StreamHistory> history) {
    this.history = history;
    this.tableName = tableName;
    this.target = target;
    this.workers = workers;
    this.derived = derived;
    // A statement that refers to rows of its own table must find those of the batch before.
    this.overlapping = !target.refersTo().contains(target.storedName());
    if (target.keepsHistory()) {
      way = WriteWay.STAGED;
    }
    if (target.hasRules()) {
      way = WriteWay.INSERTED;
      log.warn(
          "table {} has rules: its rows are inserted, for them to apply, which is slower than COPY",
          tableName);
    }
  }

  /** The database's names of the tables whose rows the table's rows refer to. */
  Set<String> refersTo() {
    return target.refersTo();
  }

  /** A new batch of the table. */
  CopyBatch open(ChunkPool chunks) {
    return new CopyBatch(this, chunks, derived.open());
  }

  /** Whether a history is written with the rows. */
  boolean keepsHistory() {
    return target.keepsHistory();
  }

  /** Rows of the table come. */
  void saw(RecordBatch rows) {
    history.ifPresent(known -> known.saw(rows));
  }

  /** What becomes of rows that cannot be encoded. */
  RowRefusals refusals(RecordPlan plan, CopyBatch batch) {
    return workers
        .refusals()
        .filter(_ -> StreamRefusals.maySetAside(plan))
        .map(stream -> setAside(stream, stream.notes(storedName(), plan), batch))
        .orElse(RowRefusals.FAIL);
  }

  private static RowRefusals setAside(StreamRefusals stream, RowNotes notes, CopyBatch batch) {
    return (record, row, column, reason) -> {
      SetAsideRow refused =
          notes.of(
              record,
              row,
              new SetAsideRow.Refusal(
                  Optional.of(notes.statements().columns().get(column)),
                  Optional.empty(),
                  Objects.requireNonNullElse(reason.getMessage(), "")));
      batch.setAside(refused);
      stream.add(refused);
    };
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
    if (known == null) {
      known = takeThatOfEqual(schema).orElseGet(() -> newPlan(schema));
      plans.put(schema, known);
    }
    return known;
  }

  /** In streams of many tables a schema may be seen again as another object, again and again. */
  private Optional<RecordPlan> takeThatOfEqual(Table schema) {
    return plans.keySet().stream().filter(schema::equals).findFirst().map(plans::remove);
  }

  private RecordPlan newPlan(Table schema) {
    RecordPlan plan = target.plan(schema);
    if (plan.keepsOrder()) {
      writeOneByOne();
    }
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
   * Puts a batch behind the batches of this table that went before. Behind one that failed none is
   * written, so that what is in the table is always a prefix.
   *
   * @param referred the other tables of the stream whose rows the rows may refer to
   */
  PendingBatch follow(CopyBatch batch, List<TableWriter> referred) {
    PendingBatch previous = last;
    List<PendingBatch> before =
        referred.stream()
            .map(table -> table.last)
            .filter(Objects::nonNull)
            .filter(pending -> !pending.isCommitted())
            .toList();
    PendingBatch pending =
        new PendingBatch(
            this, batch, previous == null || previous.isCommitted() ? null : previous, before);
    last = pending;
    CompletableFuture<Void> ready =
        pending.hasFailedBefore()
            ? CompletableFuture.completedFuture(null) // it will not be written
            : batch.derived().prepare();
    // No worker should wait for a batch that no worker can have yet.
    if (derived.isOneByOne() && previous != null) {
      ready = ready.thenCombine(previous.settled(), (_, _) -> null);
    }
    for (PendingBatch other : before) {
      if (other.batch().derived() != DerivedRows.NONE) {
        ready = ready.thenCombine(other.settled(), (_, _) -> null);
      }
    }
    pending.readyAfter(ready);
    return pending;
  }

  /** How batches that are no group are written. */
  WriteWay way() {
    return way;
  }

  /**
   * Whether there was a row, as the first batch found it; later ones find rows of this stream.
   *
   * @return the way that follows from the first answer
   */
  synchronized WriteWay foundEmpty(boolean empty) {
    if (way == WriteWay.UNKNOWN) {
      way = empty ? WriteWay.DIRECT : WriteWay.STAGED;
    }
    return way;
  }

  /** The batches of this stream are written in another way from now on. */
  synchronized void writeBy(WriteWay other) {
    way = other;
  }

  /** Whether the server has to find the last row of each key. */
  boolean isOrdering() {
    return ordering;
  }

  /** Rows of one batch have equal keys that are not encoded alike. */
  synchronized void order() {
    if (way == WriteWay.DIRECT) {
      way = WriteWay.STAGED;
    }
    ordering = true;
  }

  /** The server answered the first statements of a batch after so long. */
  void answered(long nanos) {
    workers.answered(nanos);
  }

  /** Whether it is the line to the server that is waited for. */
  boolean isDistant() {
    return workers.isDistant();
  }

  /** A batch of this table is tried again after a transient failure. */
  void countRetry() {
    workers.countRetry();
  }

  /** Whether a batch may begin before the one before it is committed. */
  boolean isOverlapping() {
    return overlapping;
  }

  /** So many rows of a batch that is committed were set aside. */
  void refused(long rows) {
    lastRefused = rows;
  }

  /** How many rows of the batch that was committed last were set aside. */
  long lastRefused() {
    return lastRefused;
  }

  /** Batches of this table stand in each other's way: one after the other from now on. */
  void writeOneByOne() {
    overlapping = false;
  }
}
