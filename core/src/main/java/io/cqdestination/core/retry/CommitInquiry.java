package io.cqdestination.core.retry;

/** Asks a store what became of one transaction, over another connection. Used by one thread. */
@FunctionalInterface
public interface CommitInquiry {

  /**
   * What is known now.
   *
   * @throws io.cqdestination.core.failure.DestinationException.Transient when it cannot be asked
   *     now
   */
  CommitOutcome ask();
}
