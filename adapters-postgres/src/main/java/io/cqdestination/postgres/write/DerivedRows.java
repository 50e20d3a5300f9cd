package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.postgres.copy.RowKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * What goes into the database with the rows of one batch, in their transaction, such as embeddings
 * of their texts. Collects and writes on one thread at a time; batches of one table are written in
 * their order.
 */
public interface DerivedRows {

  /** Nothing but the rows. */
  DerivedRows NONE = new NoDerivedRows();

  /** The rows from {@code fromRow} on are the next to be encoded, one after the other. */
  void reading(RecordBatch batch, int fromRow);

  /**
   * Gets to see each row as it is encoded.
   *
   * @param keys is told as well
   */
  RowKeys watch(RowLayout layout, RowKeys keys);

  /** As {@link io.cqdestination.core.batching.OpenBatch#roomUntil} says. */
  int roomUntil(RecordBatch batch, int fromRow, int toRow);

  /** As {@link io.cqdestination.core.batching.OpenBatch#isFull} says. */
  boolean isFull();

  /** Bytes that it holds, or will hold until the batch is committed. */
  long bytes();

  /**
   * Does what takes long and needs no transaction.
   *
   * @return completes when the batch can be written, exceptionally when it must not be
   */
  CompletableFuture<Void> prepare();

  /**
   * Does what an attempt that failed found missing; called before each attempt.
   *
   * @throws DestinationException when the batch must not be written
   */
  void supplement();

  /** Called inside the transaction before the rows are written; the attempt may be repeated. */
  void beforeRows(Connection connection) throws SQLException;

  /**
   * Called inside the transaction after the rows were written.
   *
   * @param ordered whether the server chose the last row of each key itself
   * @throws SQLException a transient one where the attempt has to be repeated
   */
  void afterRows(Connection connection, boolean ordered) throws SQLException;

  /** Nothing of it is needed any more. */
  void free();
}
