package io.cqdestination.core.migration;

import io.cqdestination.core.migration.TableDifference.TypeConverted;
import io.cqdestination.core.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what the destination would do about a change of a source's table, by the rules of {@link
 * MigrationPlanner} and without the database. Pure and thread-safe.
 */
public final class TableAssessor {
  private static final String REFUSES = "refuses the migration, no table is changed";
  private static final String RECREATES = "drops the table with its rows and creates it again";
  private static final String REPLACES = "keeps the table under another name and creates a new one";

  private final TableMapping mapping;
  private final SchemaCapabilities capabilities;
  private final TableObjections objections;

  public TableAssessor(TableMapping mapping, SchemaCapabilities capabilities) {
    this(mapping, capabilities, List.of());
  }

  TableAssessor(
      TableMapping mapping, SchemaCapabilities capabilities, List<DerivedTables> derived) {
    this.mapping = mapping;
    this.capabilities = capabilities;
    this.objections = new TableObjections(mapping, derived);
  }

  /**
   * Compares two versions of a table.
   *
   * @param before null for a new table
   * @param after null for a table that the source no longer has
   * @throws IllegalArgumentException without either
   */
  public TableFinding assess(@Nullable Table before, @Nullable Table after) {
    if (after == null) {
      if (before == null) {
        throw new IllegalArgumentException("neither an old nor a new table");
      }
      return finding(before, FindingCategory.TABLE_REMOVED, "keeps the table and its rows");
    }
    StoredTable wanted = capabilities.held(mapping.stored(after));
    List<String> sentences = objections.sentences(after, wanted);
    if (!sentences.isEmpty()) {
      return finding(
          after,
          FindingCategory.MANUAL_MIGRATION_REQUIRED,
          REFUSES + ": " + String.join("; ", sentences));
    }
    if (before == null) {
      return finding(after, FindingCategory.AUTOMATICALLY_MIGRATABLE, "creates the table");
    }
    return compared(after, wanted, capabilities.held(mapping.stored(before)));
  }

  private TableFinding compared(Table after, StoredTable wanted, StoredTable found) {
    List<TableDifference> differences =
        TableComparison.compare(mapping, capabilities, wanted, found);
    boolean automatic = differences.stream().allMatch(TableDifference::automatic);
    String forced = capabilities.tableRenames() ? REPLACES : RECREATES;
    List<ColumnFinding> columns =
        new ColumnFindings(wanted, found, differences)
            .list(automatic ? null : REFUSES, automatic ? null : forced);
    if (!automatic) {
      return new TableFinding(
          after.name(), FindingCategory.MANUAL_MIGRATION_REQUIRED, REFUSES, forced, columns);
    }
    boolean looks = differences.stream().anyMatch(TypeConverted.class::isInstance);
    boolean nothing = differences.stream().noneMatch(TableAssessor::noteworthy);
    String behavior =
        nothing
            ? "changes nothing"
            : looks
                ? "changes the table in place, if every value stays what it is"
                : "changes the table in place, keeping its rows";
    return new TableFinding(
        after.name(),
        nothing ? FindingCategory.NO_CHANGE : FindingCategory.AUTOMATICALLY_MIGRATABLE,
        behavior,
        behavior,
        columns);
  }

  static boolean noteworthy(TableDifference difference) {
    return !(difference instanceof TableDifference.UniqueAdded)
        && !(difference instanceof TableDifference.IndexMissing);
  }

  private static TableFinding finding(Table table, FindingCategory category, String behavior) {
    return new TableFinding(table.name(), category, behavior, behavior, List.of());
  }
}
