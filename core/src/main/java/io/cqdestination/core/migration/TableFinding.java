package io.cqdestination.core.migration;

import java.util.List;

/**
 * What a change of a source's table means for the table that the destination would hold. Immutable.
 *
 * @param columns the columns that differ, in the order of the tables
 */
public record TableFinding(
    String tableName,
    FindingCategory category,
    String safeModeBehavior,
    String forcedModeBehavior,
    List<ColumnFinding> columns) {
  public TableFinding {
    columns = List.copyOf(columns);
  }
}
