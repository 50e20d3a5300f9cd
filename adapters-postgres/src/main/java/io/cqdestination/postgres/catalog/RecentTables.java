package io.cqdestination.postgres.catalog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The tables that were looked up last, for whoever asks right behind: rows follow the migration of
 * their tables, which most often has nothing to change. Thread-safe.
 */
final class RecentTables {
  /** Longer, and somebody may have changed a table meanwhile. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private Map<String, WritableTable> tables = new HashMap<>();
  private long seenNanos;

  /** Takes the place of what was seen before. */
  synchronized void keep(Map<String, WritableTable> seen) {
    tables = new HashMap<>(seen);
    seenNanos = System.nanoTime();
  }

  /** Tables of these names are not what they were. */
  synchronized void forget(Collection<String> names) {
    names.forEach(tables::remove);
  }

  /** Those of the tables that were seen just now, by name. */
  synchronized Map<String, WritableTable> of(Collection<String> names) {
    if (System.nanoTime() - seenNanos > KEPT.toNanos()) {
      tables = new HashMap<>();
    }
    Map<String, WritableTable> found = new HashMap<>();
    for (String name : names) {
      WritableTable table = tables.get(name);
      if (table != null) {
        found.put(name, table);
      }
    }
    return found;
  }
}
