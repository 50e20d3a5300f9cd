package io.cqdestination.core.sync;

import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Migrations that came one after the other and have not been applied yet, so that all of them are
 * checked before any table is changed. Used by one thread at a time.
 */
final class PendingMigrations {
  private final TableMigrator migrator;
  private final Map<String, MigrateTable> pending = new LinkedHashMap<>();
  private long firstAtNanos;

  PendingMigrations(TableMigrator migrator) {
    this.migrator = migrator;
  }

  /** Takes one more; a second one of the same table applies the first before. */
  void add(MigrateTable message, long nowNanos) {
    if (pending.containsKey(message.table().name())) {
      apply();
    }
    if (pending.isEmpty()) {
      firstAtNanos = nowNanos;
    }
    pending.put(message.table().name(), message);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Nanoseconds since the oldest came. */
  long age(long nowNanos) {
    return nowNanos - firstAtNanos;
  }

  /** Applies what is pending; nothing is pending afterwards, whatever the outcome. */
  void apply() {
    if (!pending.isEmpty()) {
      List<MigrateTable> messages = List.copyOf(pending.values());
      pending.clear();
      migrator.migrate(messages);
    }
  }
}
