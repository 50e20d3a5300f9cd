package io.cqdestination.core.batching;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.retry.RefusedBeginning;
import io.cqdestination.core.value.JavaValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** Names the row for which a store refuses a batch, where it can be found in time. Pure. */
final class BlamedRow {
  /** For all trials together; naming the row is not worth more. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final int LONGEST_NAME = 500;

  /** Ends the search: the time is up, or the store does not answer as it did. */
  private static final class Inconclusive extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final HeldBatch batch;
  private final BatchStore.Rehearsal rehearsal;
  private final CountDownLatch closed;
  private final long end = System.nanoTime() + LIMIT.toNanos();

  private BlamedRow(HeldBatch batch, BatchStore.Rehearsal rehearsal, CountDownLatch closed) {
    this.batch = batch;
    this.rehearsal = rehearsal;
    this.closed = closed;
  }

  /**
   * The refusal with the row's name; as it is where no single row is to blame.
   *
   * @param closed zero when the stream is over, which ends the search
   */
  static DatabaseRefused named(
      HeldBatch batch,
      DatabaseRefused refusal,
      BatchStore.Rehearsal rehearsal,
      CountDownLatch closed) {
    OptionalLong length = new BlamedRow(batch, rehearsal, closed).refusedBeginning();
    return length.isEmpty()
        ? refusal
        : new DatabaseRefused(
            "%s (row %s of a batch of %d, of which nothing was written)"
                .formatted(refusal.getMessage(), name(batch, length.getAsLong() - 1), batch.rows()),
            refusal);
  }

  /** What is refused without any row is refused for another reason. */
  private OptionalLong refusedBeginning() {
    try {
      return isRefused(0)
          ? OptionalLong.empty()
          : RefusedBeginning.shortest(batch.rows(), this::isRefused);
    } catch (Inconclusive notFound) {
      return OptionalLong.empty();
    }
  }

  private boolean isRefused(long rows) throws Inconclusive {
    if (System.nanoTime() - end > 0
        || closed.getCount() == 0
        || Thread.currentThread().isInterrupted()) {
      throw new Inconclusive();
    }
    try {
      rehearsal.run(batch.first(rows));
      return false;
    } catch (DatabaseRefused refused) {
      return true;
    } catch (DestinationException other) {
      throw new Inconclusive();
    }
  }

  /** Its number, from 1, and its key. */
  private static String name(HeldBatch batch, long number) {
    long left = number;
    for (RecordBatch record : batch.records()) {
      if (left < record.rowCount()) {
        String key = key(record, Math.toIntExact(left));
        return key.isEmpty() ? String.valueOf(number + 1) : "%d, %s".formatted(number + 1, key);
      }
      left -= record.rowCount();
    }
    throw new IllegalArgumentException("no row " + number);
  }

  private static String key(RecordBatch record, int row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < record.columns().size(); i++) {
      if (record.table().columns().get(i).primaryKey()) {
        parts.add(
            record.table().columns().get(i).name()
                + " = "
                + JavaValue.text(record.columns().get(i), row));
      }
    }
    String key = String.join(", ", parts);
    return key.length() <= LONGEST_NAME ? key : key.substring(0, LONGEST_NAME) + "…";
  }
}
