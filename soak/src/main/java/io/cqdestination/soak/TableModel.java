package io.cqdestination.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one table may hold. Of a table without a key: every acknowledged row once, and of the others
 * each at most once. Of a table with one: for each key one of the values since the last
 * acknowledged one; none where nothing was acknowledged, or a deletion may have taken it. Used by
 * one thread.
 */
final class TableModel {
  /**
   * A row of the table.
   *
   * @param letters of its payload
   */
  record Row(long id, long value, int letters) {}

  /** The rows that were sent with an id, oldest first. */
  private static final class Sent {
    private final List<Row> rows = new ArrayList<>();
    private int firstPossible;
    private int lastSync;
    private boolean required;
  }

  private final String name;
  private final Map<Long, Sent> sent = new HashMap<>();

  TableModel(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** A row was sent. */
  void sent(Row row, int sync) {
    Sent all = sent.computeIfAbsent(row.id(), _ -> new Sent());
    all.rows.add(row);
    all.lastSync = sync;
  }

  /** All that was sent is acknowledged. */
  void acknowledged() {
    for (Sent all : sent.values()) {
      if (!all.rows.isEmpty()) {
        all.firstPossible = all.rows.size() - 1;
        all.required = true;
      }
    }
  }

  /** The deletion of rows from before a sync is acknowledged. */
  void deletedBefore(int sync) {
    sent.values().removeIf(all -> all.lastSync < sync);
  }

  /** The deletion of rows from before a sync may have happened. */
  void perhapsDeletedBefore(int sync) {
    for (Sent all : sent.values()) {
      all.required &= all.lastSync >= sync;
    }
  }

  /** How many rows have to be there. */
  long required() {
    return sent.values().stream().filter(all -> all.required).count();
  }

  /** What is wrong with the table's rows, or null; then later answers count from what was found. */
  @Nullable String compare(List<Row> found) {
    Map<Long, Row> byId = new HashMap<>();
    for (Row row : found) {
      if (byId.put(row.id(), row) != null) {
        return "table %s holds the id %d twice".formatted(name, row.id());
      }
      Sent all = sent.get(row.id());
      if (all == null || all.rows.lastIndexOf(row) < all.firstPossible) {
        return "table %s holds %s, which %s"
            .formatted(name, row, all == null ? "should not be there" : "a later one has replaced");
      }
    }
    for (Map.Entry<Long, Sent> entry : sent.entrySet()) {
      if (entry.getValue().required && !byId.containsKey(entry.getKey())) {
        return "table %s lacks the id %d, which was acknowledged".formatted(name, entry.getKey());
      }
    }
    sent.keySet().retainAll(byId.keySet());
    sent.forEach((id, all) -> settle(all, Objects.requireNonNull(byId.get(id))));
    return null;
  }

  /** Nothing is on its way any more: what is there stays. */
  private static void settle(Sent all, Row row) {
    all.rows.clear();
    all.rows.add(row);
    all.firstPossible = 0;
    all.required = true;
  }
}
