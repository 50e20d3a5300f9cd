package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.SchemaChange;
import io.cqdestination.core.migration.SchemaChange.ConvertColumn;
import io.cqdestination.core.migration.SchemaChange.RenameTable;
import io.cqdestination.core.migration.SchemaChange.WidenColumn;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows that changes concern which keep them. Thread-safe. */
public final class RowCounts {
  private RowCounts() {}

  private static boolean concernsRows(SchemaChange change) {
    return change instanceof WidenColumn
        || change instanceof ConvertColumn
        || change instanceof RenameTable;
  }

  /**
   * The rows of each table that is renamed, or has columns whose types change in place, by its
   * name.
   *
   * @throws io.cqdestination.core.failure.DestinationException when they cannot be counted
   */
  public static Map<String, Long> of(
      MigrationPlan plan, SchemaName schema, RetriedTransaction transactions) {
    List<String> tables =
        plan.changedTables().stream()
            .filter(table -> table.changes().stream().anyMatch(RowCounts::concernsRows))
            .map(TableMigration::wanted)
            .map(table -> table.name())
            .toList();
    return transactions.ask(
        "counting rows",
        connection -> {
          Map<String, Long> rows = new HashMap<>();
          StatementPipeline pipeline = new StatementPipeline();
          for (String table : tables) {
            pipeline.add(
                "SELECT count(*) FROM " + Identifiers.qualified(schema.value(), table),
                List.of(),
                number -> rows.put(table, number));
          }
          pipeline.run(connection);
          return rows;
        });
  }
}
