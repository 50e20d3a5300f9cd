package io.cqdestination.core.migration;

import io.cqdestination.core.migration.SchemaChange.DropTable;
import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.migration.SchemaChange.RenameTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a plan that concerns one table. Immutable.
 *
 * @param found what the plan was made for; null where there was no such table
 * @param changes in the order in which they have to be made; empty where nothing has to be done
 * @param reasons the differences behind the changes, in words
 */
public record TableMigration(
    StoredTable wanted,
    @Nullable StoredTable found,
    List<SchemaChange> changes,
    List<String> reasons) {
  public TableMigration {
    changes = List.copyOf(changes);
    reasons = List.copyOf(reasons);
  }

  /** Whether the primary key becomes another one, in the table as it is. */
  public boolean movesKey() {
    return changes.stream().anyMatch(MovePrimaryKey.class::isInstance);
  }

  /** Whether the table found stays under another name, and a new one takes its place. */
  public boolean renamesTable() {
    return changes.stream().anyMatch(RenameTable.class::isInstance);
  }

  /** Whether the table found is dropped, with its rows. */
  public boolean dropsTable() {
    return changes.stream().anyMatch(DropTable.class::isInstance);
  }
}
