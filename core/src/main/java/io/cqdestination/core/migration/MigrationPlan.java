package io.cqdestination.core.migration;

import java.util.List;

/**
 * What has to be done so that all tables of a stream can take their rows. Immutable.
 *
 * @param tables in the order in which they were wanted, also those without a change
 */
public record MigrationPlan(List<TableMigration> tables) {
  public MigrationPlan {
    tables = List.copyOf(tables);
  }

  /** Whether nothing has to be done. */
  public boolean isEmpty() {
    return tables.stream().allMatch(table -> table.changes().isEmpty());
  }

  /** The tables that have to be changed. */
  public List<TableMigration> changedTables() {
    return tables.stream().filter(table -> !table.changes().isEmpty()).toList();
  }
}
