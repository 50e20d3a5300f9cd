package io.cqdestination.core.sync;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.migration.TableMigration;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of one stream: a line for each batch at debug level, at the end one for each table and one
 * for all, and everything to the meter. Thread-safe.
 */
final class StreamReport {
  /** Names of steps. */
  private static final String MIGRATE = "migrate";

  private static final String DELETE = "delete";
  private static final String WITHHOLD = "withhold";

  private static final Logger log = LoggerFactory.getLogger(StreamReport.class);
  private static final double NANOSECONDS_A_SECOND = 1e9;

  private final StreamMeter meter;
  private final LongSupplier retries;
  private final LongSupplier refusedRows;
  private final SyncTotals totals = new SyncTotals();
  private final long openedAtNanos = System.nanoTime();
  private long retriesTold;
  private long failures;
  private @Nullable String failure;
  private boolean closed;

  /**
   * @param retries how often writing batches was tried again so far
   * @param refusedRows how many rows were set aside so far
   */
  StreamReport(StreamMeter meter, LongSupplier retries, LongSupplier refusedRows) {
    this.meter = meter;
    this.retries = retries;
    this.refusedRows = refusedRows;
  }

  SyncTotals totals() {
    return totals;
  }

  /**
   * Follows a batch.
   *
   * @return completes like the outcome, after the batch was counted: who has waited for it finds it
   *     in the totals
   */
  CompletableFuture<Void> follow(
      String tableName, long rows, long bytes, CompletableFuture<Void> outcome) {
    long start = System.nanoTime();
    meter.handedOver(tableName, rows, bytes);
    return outcome.whenComplete((_, cause) -> settled(tableName, rows, bytes, start, cause));
  }

  private void settled(
      String tableName, long rows, long bytes, long start, @Nullable Throwable cause) {
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    if (cause == null) {
      totals.committed(tableName, rows, bytes, latency);
    } else {
      failed(cause);
    }
    tellRetries();
    meter.settled(
        new StreamMeter.Batch(
            tableName, rows, bytes, latency, cause == null ? null : words(cause)));
    if (log.isDebugEnabled()) {
      log.atDebug()
          .addKeyValue("table", tableName)
          .addKeyValue("rows", rows)
          .addKeyValue("bytes", bytes)
          .addKeyValue("duration_ms", latency.toMillis())
          .log(cause == null ? "batch committed" : "batch failed");
    }
  }

  /** Runs a migration. */
  void migrate(int tables, Supplier<List<TableMigration>> migration) {
    long start = System.nanoTime();
    try {
      totals.changed(migration.get());
      totals.done(MIGRATE, 1);
      done(MIGRATE, tables, start, null);
    } catch (RuntimeException | Error cause) {
      failed(cause);
      done(MIGRATE, tables, start, cause);
      throw cause;
    }
  }

  /** Carries deletions out. */
  Optional<RowDeleter.Refusal> delete(RowDeleter deleter, List<WriteMessage.Deletion> deletions) {
    long start = System.nanoTime();
    try {
      Optional<RowDeleter.Refusal> refusal = deleter.delete(deletions);
      totals.done(DELETE, refusal.map(RowDeleter.Refusal::position).orElse(deletions.size()));
      refusal.ifPresent(refused -> failed(refused.cause()));
      done(DELETE, deletions.size(), start, refusal.map(RowDeleter.Refusal::cause).orElse(null));
      return refusal;
    } catch (RuntimeException | Error cause) {
      failed(cause);
      done(DELETE, deletions.size(), start, cause);
      throw cause;
    }
  }

  /** Deletions were not carried out, because they may be a mistake. */
  void withheld(int deletions) {
    totals.done(WITHHOLD, deletions);
  }

  private void done(String name, int tables, long start, @Nullable Throwable cause) {
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    meter.done(new StreamMeter.Step(name, tables, duration, cause == null ? null : words(cause)));
    log.atDebug()
        .addKeyValue("tables", tables)
        .addKeyValue("duration_ms", duration.toMillis())
        .log(cause == null ? "{} done" : "{} failed", name);
  }

  /** Something of the stream failed; the first failure is what it ended with. */
  synchronized void failed(Throwable cause) {
    failures++;
    if (failure == null) {
      failure = words(cause);
    }
  }

  private synchronized long failures() {
    return failures;
  }

  /** Tells the meter of retries that it does not know of yet. */
  void tellRetries() {
    long times;
    synchronized (this) {
      long now = retries.getAsLong();
      times = now - retriesTold;
      retriesTold = now;
    }
    if (times > 0) {
      meter.retried(times);
    }
  }

  /**
   * The stream is over.
   *
   * @param complete whether its end was reached
   */
  void close(boolean complete) {
    @Nullable String cause;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      cause = complete ? null : Objects.requireNonNullElse(failure, "the stream was cancelled");
    }
    tellRetries();
    if (log.isDebugEnabled()) {
      totals.byTable().forEach(StreamReport::logTable);
    }
    logSummary(complete);
    meter.closed(cause);
  }

  private static void logTable(String tableName, SyncTotals.TableTotals table) {
    log.atDebug()
        .addKeyValue("table", tableName)
        .addKeyValue("rows", table.rows())
        .addKeyValue("bytes", table.bytes())
        .addKeyValue("batches", table.batches())
        .addKeyValue("duration_ms", table.writing().toMillis())
        .log("table written");
  }

  private void logSummary(boolean complete) {
    SyncTotals.Snapshot all = totals.snapshot();
    long nanos = System.nanoTime() - openedAtNanos;
    log.atInfo()
        .addKeyValue("tables", all.tables())
        .addKeyValue("rows", all.rows())
        .addKeyValue("refused_rows", refusedRows.getAsLong())
        .addKeyValue("bytes", all.bytes())
        .addKeyValue("batches", all.batches())
        .addKeyValue("migrations", totals.count(MIGRATE))
        .addKeyValue("deletions", totals.count(DELETE))
        .addKeyValue("deletions_withheld", totals.count(WITHHOLD))
        .addKeyValue("failures", failures())
        .addKeyValue("retries", retries.getAsLong())
        .addKeyValue("duration_ms", Duration.ofNanos(nanos).toMillis())
        .addKeyValue("rows_per_second", aSecond(all.rows(), nanos))
        .addKeyValue("bytes_per_second", aSecond(all.bytes(), nanos))
        .log(complete ? "stream finished" : "stream ended early");
  }

  private static long aSecond(long count, long nanos) {
    return Math.round(count * NANOSECONDS_A_SECOND / Math.max(1, nanos));
  }

  private static String words(Throwable cause) {
    Throwable inner =
        cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
    return inner instanceof DestinationException known ? known.getMessage() : inner.toString();
  }
}
