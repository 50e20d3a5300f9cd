package io.cqdestination.postgres.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Which batches share a transaction. Small ones do, whatever their tables: their rows are few, so
 * that what they cost is the transaction and its round trips. Large ones are written alone, side by
 * side on several connections and with COPY, and keep no others waiting. Pure.
 */
final class BatchGroups {
  private final GroupLimits limits;

  BatchGroups(GroupLimits limits) {
    this.limits = limits;
  }

  /**
   * Whether a batch may share a transaction; what belongs to its rows, and refused rows, have
   * statements of their own.
   */
  boolean isSmall(PendingBatch pending) {
    CopyBatch batch = pending.batch();
    return batch.derived() == DerivedRows.NONE
        && batch.setAside().isEmpty()
        && batch.rows() <= limits.smallRows()
        && batch.bytes() <= limits.smallBytes()
        && !pending.table().isOrdering();
  }

  /**
   * Takes the oldest batch out of the queue, and with it, if it is small, other small ones that
   * need not wait for batches outside.
   *
   * @param queue not empty
   */
  List<PendingBatch> next(Queue<PendingBatch> queue) {
    PendingBatch oldest = queue.remove();
    if (!isSmall(oldest)) {
      return List.of(oldest);
    }
    Set<PendingBatch> group = new LinkedHashSet<>(Set.of(oldest));
    long rows = oldest.batch().rows();
    long bytes = oldest.batch().bytes();
    Iterator<PendingBatch> rest = queue.iterator();
    while (rest.hasNext() && group.size() < limits.mostBatches()) {
      PendingBatch batch = rest.next();
      if (isSmall(batch) && batch.mayJoin(group)) {
        rows += batch.batch().rows();
        bytes += batch.batch().bytes();
        if (rows > limits.mostRows() || bytes > limits.mostBytes()) {
          break;
        }
        rest.remove();
        group.add(batch);
      }
    }
    return inOrder(group);
  }

  /**
   * By table, so that writers of the same tables wait for one another instead of locking each other
   * out; as they came where rows may refer to others.
   */
  private static List<PendingBatch> inOrder(Set<PendingBatch> group) {
    List<PendingBatch> batches = new ArrayList<>(group);
    if (batches.stream().noneMatch(PendingBatch::refersToOthers)) {
      batches.sort(Comparator.comparing(batch -> batch.table().storedName()));
    }
    return batches;
  }
}
