package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a group of small batches into the database in one transaction, or finds that they have to
 * be written one by one. Used by one thread for one group.
 */
final class GroupCommitter {

  private final List<PendingBatch> group;
  private final BatchCommits commits;
  private final Consumer<@Nullable WriteTransaction> running;
  private final CommitRetries retries;

  /**
   * @param running told which transaction runs, so that it can be aborted; null when it is over
   */
  GroupCommitter(
      List<PendingBatch> group,
      BatchCommits commits,
      Consumer<@Nullable WriteTransaction> running) {
    this.group = group;
    this.commits = commits;
    this.running = running;
    this.retries =
        new CommitRetries(
            GroupTransaction.subject(group),
            group.getFirst().table().tableName(),
            group.getFirst()::tables,
            commits.connections(),
            commits.retries(),
            this::retrying);
  }

  /**
   * Writes the group.
   *
   * @return whether it is committed; otherwise nothing of it is, and a batch of it is refused, is
   *     waiting for a lock, or comes behind one that failed: then only one by one can tell which
   * @throws DestinationException when there is no time left for another attempt, or when the
   *     outcome cannot be known
   */
  boolean commit() throws InterruptedException {
    for (PendingBatch pending : group) {
      if (!group.contains(pending.previous())) {
        pending.awaitPrecedingWithoutLocks();
      }
      pending.awaitReferred(group);
    }
    while (group.stream().noneMatch(PendingBatch::hasFailedBefore)) {
      WriteTransaction transaction = null;
      try (Connection connection = commits.connections().connect()) {
        GroupTransaction attempt = commits.transactions().attempt(group, connection);
        transaction = attempt;
        running.accept(attempt);
        attempt.run();
        return true;
      } catch (SQLException failure) {
        if (transaction != null
            && transaction.isCommitting()
            && SqlStates.leavesOutcomeOpen(failure)) {
          if (retries.isCommitted(failure, transaction)) {
            return true;
          }
        } else if (!SqlStates.isTransient(failure)
            || SqlStates.is(failure, SqlStates.LOCK_NOT_AVAILABLE)) {
          // The others of the group should not wait for long because of one that is locked.
          return false;
        } else {
          retries.retryOrGiveUp(failure);
        }
      } finally {
        running.accept(null);
      }
    }
    return false;
  }

  private void retrying() {
    group.forEach(PendingBatch::inTrouble);
    group.getFirst().table().countRetry();
  }
}
