package io.cqdestination.core.retry;

/** What became of a transaction whose COMMIT got no answer. */
public sealed interface CommitOutcome {
  record Committed() implements CommitOutcome {}

  record Aborted() implements CommitOutcome {}

  /** The server has not noticed yet that the connection is gone. */
  record InProgress() implements CommitOutcome {}

  /**
   * It cannot be found out.
   *
   * @param reason completes the sentence "the connection broke during COMMIT and …"
   */
  record Unknown(String reason) implements CommitOutcome {}
}
