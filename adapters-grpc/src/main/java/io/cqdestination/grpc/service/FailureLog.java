package io.cqdestination.grpc.service;

import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes down why a stream failed, once: what fails behind the first failure may only follow from
 * it, and each line counts as an error of the sync. Thread-safe.
 */
final class FailureLog {
  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

  private final AtomicBoolean told = new AtomicBoolean();

  /** Tells of a failure, unless one was told of already. */
  void tell(FailedBatch failure) {
    if (told.compareAndSet(false, true)) {
      String table = failure.tableName();
      String reason = failure.cause().getMessage();
      LoggingEventBuilder line = log.atError();
      if (concerns(table, failure.cause())) {
        line.addKeyValue("table", table)
            .log(
                "a write failed: {}",
                reason.contains(table) ? reason : "table %s: %s".formatted(table, reason));
      } else {
        line.log("a write failed: {}", reason);
      }
    }
  }

  /** What failed so far was reported: the next failure is a new one. */
  void reported() {
    told.set(false);
  }

  /** A migration fails for all its tables; then its words alone say which of them it is about. */
  private static boolean concerns(String tableName, DestinationException cause) {
    String words = cause.getMessage();
    return !tableName.isEmpty()
        && !(cause instanceof RefusedMigration)
        && (!words.startsWith("table ")
            || words.startsWith("table %s:".formatted(tableName))
            || words.startsWith("table %s ".formatted(tableName)));
  }
}
