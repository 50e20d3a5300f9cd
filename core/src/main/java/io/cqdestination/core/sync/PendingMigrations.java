package io.cqdestination.core.sync;

import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Migrations that came one after the other and have not been applied yet, so that all of them are
 * checked before any table is changed. Used by one thread at a time.
 */
final class PendingMigrations {
  private final Consumer<List<MigrateTable>> migration;
  private final Map<String, MigrateTable> pending = new LinkedHashMap<>();
  private long firstAtNanos;

  PendingMigrations(Consumer<List<MigrateTable>> migration) {
    this.migration = migration;
  }

  boolean contains(String tableName) {
    return pending.containsKey(tableName);
  }

  /** Takes one more, of a table that has none pending. */
  void add(MigrateTable message, long nowNanos) {
    if (pending.isEmpty()) {
      firstAtNanos = nowNanos;
    }
    pending.put(message.table().name(), message);
  }

  /** The tables in the order of their messages. */
  List<String> tableNames() {
    return pending.isEmpty() ? List.of() : List.copyOf(pending.keySet());
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
    List<MigrateTable> messages = List.copyOf(pending.values());
    pending.clear();
    migration.accept(messages);
  }
}
