package io.cqdestination.core.measure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Measures one stream of messages. Called from any thread; may neither fail nor wait. Nothing it is
 * given holds a value of a row.
 */
public interface StreamMeter {
  /** Measures nothing. */
  StreamMeter NONE =
      new StreamMeter() {
        @Override
        public void handedOver(String tableName, long rows, long bytes) {}

        @Override
        public void settled(Batch batch) {}

        @Override
        public void retried(long times) {}

        @Override
        public void done(Step step) {}

        @Override
        public void closed(@Nullable String failure) {}
      };

  /**
   * A batch whose outcome is known.
   *
   * @param bytes as sent to the database
   * @param latency from the moment it was handed over until its commit was known
   * @param failure why nothing of it was written, or null when all of it is committed
   */
  record Batch(
      String tableName, long rows, long bytes, Duration latency, @Nullable String failure) {}

  /**
   * Something else that was done to tables.
   *
   * @param name {@code migrate} or {@code delete}
   * @param tables how many were concerned
   * @param failure why nothing was done, or null
   */
  record Step(String name, int tables, Duration duration, @Nullable String failure) {}

  /** A batch is on its way to the database, or waits for its turn. */
  void handedOver(String tableName, long rows, long bytes);

  /** The batch is not on its way any more. */
  void settled(Batch batch);

  /** Writing batches was tried again after transient failures, so often since the last call. */
  void retried(long times);

  /** A migration or a deletion is over. */
  void done(Step step);

  /**
   * The stream is over. Called once, last.
   *
   * @param failure why it ended early, or null
   */
  void closed(@Nullable String failure);
}
