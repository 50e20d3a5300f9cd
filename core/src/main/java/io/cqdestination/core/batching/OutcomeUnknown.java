package io.cqdestination.core.batching;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.Remedy;
import io.cqdestination.core.retry.CommitUnanswered;

/** Nobody can say whether batches are written, and writing them again might double their rows. */
final class OutcomeUnknown extends DestinationException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason completes the sentence "the connection broke during COMMIT and …"
   */
  OutcomeUnknown(String reason, CommitUnanswered lost) {
    super(
        Remedy.CHANGE_WHAT_IS_THERE,
        "the connection broke during COMMIT and %s: %s".formatted(reason, lost.getMessage()),
        lost);
  }
}
