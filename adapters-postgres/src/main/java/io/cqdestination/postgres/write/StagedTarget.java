package io.cqdestination.postgres.write;

import io.cqdestination.core.table.Table;
import java.util.Set;

/**
 * The place of a table's rows until they are published: what the table itself asks of rows counts
 * then.
 *
 * @param tableName as the source names it
 */
record StagedTarget(StreamStage stage, String tableName, WriteTarget table) implements RowTarget {
  @Override
  public String storedName() {
    return table.storedName();
  }

  @Override
  public boolean hasRules() {
    return false;
  }

  @Override
  public Set<String> refersTo() {
    return Set.of();
  }

  @Override
  public boolean keepsHistory() {
    return false;
  }

  @Override
  public RecordPlan plan(Table record) {
    return stage.plan(tableName, table, table.plan(record));
  }
}
