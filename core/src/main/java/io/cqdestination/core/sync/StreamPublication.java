package io.cqdestination.core.sync;

import java.util.Collection;
import java.util.List;

/**
 * When what one stream does becomes visible. Called by the stream's own thread, when every batch
 * and deletion before is settled.
 */
public interface StreamPublication {

  /** Each batch and each deletion is visible as soon as it is committed. */
  StreamPublication PER_BATCH =
      new StreamPublication() {
        @Override
        public int publish() {
          return 0;
        }

        @Override
        public Collection<String> discard() {
          return List.of();
        }
      };

  /**
   * Makes visible at once what the stream has done since the last time.
   *
   * @return how many of its deletions were withheld, because they may be a mistake
   * @throws io.cqdestination.core.failure.DestinationException when nothing of it is visible
   */
  int publish() throws InterruptedException;

  /**
   * Forgets what is not visible yet, because something of it failed.
   *
   * @return the tables whose rows are lost, as the source names them
   */
  Collection<String> discard();
}
