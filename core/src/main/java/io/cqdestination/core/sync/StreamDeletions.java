package io.cqdestination.core.sync;

import io.cqdestination.core.batching.CommitTracker;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.sync.WriteMessage.Deletion;
import java.util.List;
import java.util.Optional;

/** Carries out what a stream wants deleted. Used by one thread at a time. */
final class StreamDeletions {
  private final PendingDeletions pending = new PendingDeletions();
  private final RowDeleter deleter;
  private final StaleGuard guard;
  private final CommitTracker commits;
  private final StreamReport report;
  private final FailurePolicy policy;

  /**
   * @param commits told of what could not be deleted
   */
  StreamDeletions(
      RowDeleter deleter,
      StaleGuard guard,
      CommitTracker commits,
      StreamReport report,
      FailurePolicy policy) {
    this.deleter = deleter;
    this.guard = guard;
    this.commits = commits;
    this.report = report;
    this.policy = policy;
  }

  /** What was added and not carried out yet. */
  PendingDeletions pending() {
    return pending;
  }

  /**
   * Carries out what is pending. Rows that failed to arrive make a deletion unsafe: what it would
   * remove may be all that is left of them.
   */
  void apply() {
    if (pending.isEmpty()) {
      return;
    }
    List<Deletion> due = pending.take();
    FailedBatch failure = commits.firstFailure();
    if (failure != null) {
      leaveOut(due, failure.cause());
      return;
    }
    try {
      List<Deletion> permitted = guard.permitted(due, report.totals()::hasRowsOf);
      report.withheld(due.size() - permitted.size());
      delete(permitted);
    } catch (DestinationException unanswered) {
      report.failed(unanswered);
      due.forEach(deletion -> commits.failed(deletion.tableName(), unanswered));
    }
  }

  private void delete(List<Deletion> due) {
    Optional<RowDeleter.Refusal> refusal =
        due.isEmpty() ? Optional.empty() : report.delete(deleter, due);
    refusal.ifPresent(refused -> {
      commits.failed(due.get(refused.position()).tableName(), refused.cause());
      leaveOut(due.subList(refused.position() + 1, due.size()), refused.cause());
    });
  }

  private void leaveOut(List<Deletion> left, DestinationException cause) {
    if (policy == FailurePolicy.REPORT_AT_FLUSH) {
      left.forEach(deletion ->
          commits.failed(
              deletion.tableName(),
              new DestinationException.NotReady(
                  "table %s: nothing was deleted, because an earlier message failed: %s"
                      .formatted(deletion.tableName(), cause.getMessage()))));
    }
  }
}
