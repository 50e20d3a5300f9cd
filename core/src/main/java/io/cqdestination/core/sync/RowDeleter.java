package io.cqdestination.core.sync;

/** Deletes rows. Each call is one transaction, committed when it returns. Thread-safe. */
public interface RowDeleter {

  /**
   * @throws io.cqdestination.core.failure.DestinationException when nothing was deleted, and why
   */
  void deleteStale(WriteMessage.DeleteStale message);

  /**
   * @throws io.cqdestination.core.failure.DestinationException when nothing was deleted, and why
   */
  void deleteRecord(WriteMessage.DeleteRecord message);
}
