package io.cqdestination.postgres.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a table has to hold, by the simplest means: rows in the order they were sent, cut into
 * batches of equal size. A row is its id and its value. Used by one thread.
 */
final class RowModel {
  private final boolean keyed;
  private final int batchRows;
  private final List<List<Long>> before = new ArrayList<>();
  private final List<List<Long>> sent = new ArrayList<>();

  RowModel(boolean keyed, int batchRows) {
    this.keyed = keyed;
    this.batchRows = batchRows;
  }

  /** A row that is in the table before the stream begins. */
  void had(long id, long value) {
    before.add(List.of(id, value));
  }

  void sent(long id, long value) {
    sent.add(List.of(id, value));
  }

  /** Batches that the rows make. */
  int batches() {
    return (sent.size() + batchRows - 1) / batchRows;
  }

  /** The table when all is written, ordered by id and value. */
  List<List<Long>> whole() {
    return after(batches());
  }

  /** The table when only the first batches are written, ordered by id and value. */
  List<List<Long>> after(int batches) {
    List<List<Long>> rows = new ArrayList<>(before);
    rows.addAll(sent.subList(0, Math.min(sent.size(), batches * batchRows)));
    if (!keyed) {
      rows.sort(
          java.util.Comparator.<List<Long>>comparingLong(List::getFirst)
              .thenComparingLong(List::getLast));
      return rows;
    }
    TreeMap<Long, List<Long>> last = new TreeMap<>();
    rows.forEach(row -> last.put(row.getFirst(), row));
    return new ArrayList<>(last.values());
  }

  /** How many whole batches make the table what it is; -1 when no number does. */
  int batchesIn(List<List<Long>> table) {
    for (int batches = batches(); batches >= 0; batches--) {
      if (after(batches).equals(table)) {
        return batches;
      }
    }
    return -1;
  }
}
