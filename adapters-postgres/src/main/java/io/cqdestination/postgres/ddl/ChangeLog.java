package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.SchemaChange.RenameTable;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user what was done to tables, above all what was lost. Thread-safe. */
final class ChangeLog {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);

  private ChangeLog() {}

  /**
   * Called once the table's changes are committed.
   *
   * @param losses what went with a dropped table that a user may have added, in words
   */
  static void done(TableMigration migration, List<String> losses) {
    String name = migration.wanted().name();
    StoredTable found = migration.found();
    if (found == null) {
      LOG.debug("created table {}", name);
    } else if (migration.renamesTable()) {
      LOG.warn(
          "kept table {} with its rows, indexes, triggers, policies and partitions under the name {}, and created it again with its grants and comments: {}",
          name,
          nameBefore(migration).orElse(""),
          String.join("; ", migration.reasons()));
    } else if (migration.dropsTable()) {
      LOG.warn(
          "dropped table {} with its rows{} and created it again: {}{}",
          name,
          partitions(found.surroundings().partitions()),
          String.join("; ", migration.reasons()),
          losses.isEmpty() ? "" : "; lost with it: " + String.join(", ", losses));
    } else {
      LOG.info("changed table {}: {}", name, String.join("; ", migration.reasons()));
    }
  }

  /** What a table is called that made room for a new one; empty where none did. */
  static Optional<String> nameBefore(TableMigration migration) {
    return migration.changes().stream()
        .filter(RenameTable.class::isInstance)
        .map(RenameTable.class::cast)
        .map(rename -> NameBefore.of(rename.table(), rename.at()))
        .findFirst();
  }

  private static String partitions(List<String> names) {
    return names.isEmpty() ? "" : ", its partitions " + String.join(", ", names);
  }
}
