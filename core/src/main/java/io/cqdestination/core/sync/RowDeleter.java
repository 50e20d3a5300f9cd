package io.cqdestination.core.sync;

import io.cqdestination.core.failure.DestinationException;
import java.util.List;
import java.util.Optional;

/**
 * Deletes rows. Several streams may call at once, each by one thread at a time: its own, or, once
 * its deletions have waited a second for more of them, the one that closes the batches of all
 * streams by time ({@link SyncSession#tick}); the clocks of all streams wait meanwhile.
 * Thread-safe.
 */
public interface RowDeleter {

  /**
   * A deletion that could not be done.
   *
   * @param position of its message in the list
   * @param cause why nothing of it was deleted, naming its table
   */
  record Refusal(int position, DestinationException cause) {}

  /**
   * Carries deletions out in their order; each is done wholly or not at all, and what is done is
   * committed when this returns.
   *
   * @return the first that could not be done: those before it are done, those behind it are not.
   *     Empty when all are done
   */
  Optional<Refusal> delete(List<WriteMessage.Deletion> deletions);
}
