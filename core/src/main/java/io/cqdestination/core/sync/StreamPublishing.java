package io.cqdestination.core.sync;

import io.cqdestination.core.batching.CommitTracker;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.NotReady;
import java.util.Collection;

/**
 * Publishes what a stream has done, unless something of it failed. Used by one thread at a time.
 */
final class StreamPublishing {
  private final StreamPublication publication;
  private final CommitTracker commits;
  private final StreamReport report;
  private final FailurePolicy policy;

  /**
   * @param commits told of what could not be published
   */
  StreamPublishing(
      StreamPublication publication,
      CommitTracker commits,
      StreamReport report,
      FailurePolicy policy) {
    this.publication = publication;
    this.commits = commits;
    this.report = report;
    this.policy = policy;
  }

  /** Publishes; everything before is settled. */
  void publish() throws InterruptedException {
    FailedBatch failure = commits.firstFailure();
    if (failure != null) {
      leaveOut(failure.cause());
      return;
    }
    try {
      report.withheld(publication.publish());
    } catch (DestinationException refused) {
      report.failed(refused);
      commits.failed("", refused);
      leaveOut(refused);
    }
  }

  /** Who goes on with the stream has to know of every table whose rows are lost. */
  private void leaveOut(DestinationException cause) {
    Collection<String> lost = publication.discard();
    if (policy == FailurePolicy.REPORT_AT_FLUSH) {
      lost.forEach(tableName ->
          commits.failed(
              tableName,
              new NotReady(
                  "table %s: not published, because something else of the stream failed: %s"
                      .formatted(tableName, cause.getMessage()))));
    }
  }
}
