package io.cqdestination.core.retry;

import io.cqdestination.core.failure.DestinationException.Transient;
import org.jspecify.annotations.Nullable;

/**
 * The connection broke during COMMIT: what was written may be committed. Work that may be repeated
 * is; of other work somebody has to ask first.
 */
public final class CommitUnanswered extends Transient {
  private static final long serialVersionUID = 1L;

  private final transient CommitInquiry inquiry;

  public CommitUnanswered(String message, @Nullable Throwable cause, CommitInquiry inquiry) {
    super(message, cause);
    this.inquiry = inquiry;
  }

  /** What can be asked about the transaction. */
  public CommitInquiry inquiry() {
    return inquiry;
  }
}
