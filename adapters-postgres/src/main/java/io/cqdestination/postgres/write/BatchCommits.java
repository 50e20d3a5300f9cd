package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.postgres.connection.ConnectionSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The two ways in which batches are committed. Immutable, as far as its parts are; thread-safe.
 *
 * @param pace told how long batches take that are written alone
 * @param refusals what the stream sets aside; empty where a refused row ends it
 */
record BatchCommits(
    ConnectionSource connections,
    BatchTransactions transactions,
    RetryPolicy retries,
    WriterPace pace,
    Optional<StreamRefusals> refusals) {

  /**
   * Writes small batches in one transaction.
   *
   * @param running told which transaction runs; null when it is over
   * @return whether they are committed; otherwise they have to be written one by one
   * @throws DestinationException when there is no time left, or the outcome cannot be known
   */
  boolean together(List<PendingBatch> group, Consumer<@Nullable WriteTransaction> running)
      throws InterruptedException {
    return new GroupCommitter(group, this, running).commit();
  }

  /**
   * Writes a batch in a transaction of its own.
   *
   * @param running told which transaction runs; null when it is over
   * @throws DestinationException when nothing of it is written, or the outcome cannot be known
   */
  void alone(PendingBatch batch, Consumer<@Nullable WriteTransaction> running)
      throws InterruptedException {
    new BatchCommitter(batch, this, running).commit();
  }
}
