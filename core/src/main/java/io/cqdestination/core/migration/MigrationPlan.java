package io.cqdestination.core.migration;

import java.util.List;

/**
 * What has to be done so that all tables of a stream can take their rows. Immutable.
 *
 * @param tables in the order in which they were wanted, also those without a change
 * @param absent stored names of tables that the spec names, and that are neither wanted nor there
 */
public record MigrationPlan(List<TableMigration> tables, List<String> absent) {
  public MigrationPlan {
    tables = List.copyOf(tables);
    absent = List.copyOf(absent);
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
