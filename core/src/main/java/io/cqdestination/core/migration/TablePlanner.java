package io.cqdestination.core.migration;

import io.cqdestination.core.migration.SchemaChange.AddColumn;
import io.cqdestination.core.migration.SchemaChange.AllowNull;
import io.cqdestination.core.migration.SchemaChange.CommentColumn;
import io.cqdestination.core.migration.SchemaChange.CommentTable;
import io.cqdestination.core.migration.SchemaChange.ConvertColumn;
import io.cqdestination.core.migration.SchemaChange.CreateIndex;
import io.cqdestination.core.migration.SchemaChange.DropUniqueConstraint;
import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.migration.SchemaChange.WidenColumn;
import io.cqdestination.core.migration.TableDifference.ColumnAdded;
import io.cqdestination.core.migration.TableDifference.ColumnCommentChanged;
import io.cqdestination.core.migration.TableDifference.ColumnRemoved;
import io.cqdestination.core.migration.TableDifference.IndexMissing;
import io.cqdestination.core.migration.TableDifference.KeyChanged;
import io.cqdestination.core.migration.TableDifference.KeyMoved;
import io.cqdestination.core.migration.TableDifference.NotNullChanged;
import io.cqdestination.core.migration.TableDifference.NotNullLeftOver;
import io.cqdestination.core.migration.TableDifference.NotNullReleased;
import io.cqdestination.core.migration.TableDifference.RowsOutdated;
import io.cqdestination.core.migration.TableDifference.TableCommentChanged;
import io.cqdestination.core.migration.TableDifference.TypeChanged;
import io.cqdestination.core.migration.TableDifference.TypeConverted;
import io.cqdestination.core.migration.TableDifference.TypeWidened;
import io.cqdestination.core.migration.TableDifference.UniqueAdded;
import io.cqdestination.core.migration.TableDifference.UniqueRemoved;
import io.cqdestination.core.migration.TableDifference.ValuesLost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans what has to be done to one wanted table. Used once, by one thread. */
final class TablePlanner {
  private final TableRules rules;
  private final SchemaCapabilities capabilities;
  private final StoredTable wanted;
  private final NewTables tables;
  private final boolean keepsTable;
  private final List<LostValues> lost;
  private final List<TableDifference> differences = new ArrayList<>();
  private final List<String> obstacles = new ArrayList<>();

  /**
   * @param wanted with nothing that the database does not have
   * @param keepsTable whether a table that cannot be changed stays under another name
   * @param lost columns of any table that are not converted, as that would lose values
   */
  TablePlanner(
      TableRules rules,
      SchemaCapabilities capabilities,
      StoredTable wanted,
      boolean keepsTable,
      List<LostValues> lost) {
    this.rules = rules;
    this.capabilities = capabilities;
    this.wanted = wanted;
    this.tables = new NewTables(rules);
    this.keepsTable = keepsTable;
    this.lost = lost;
  }

  /** What is known of the rows without a look at the table: they have to be made again. */
  void add(RowsOutdated difference) {
    differences.add(difference);
  }

  /** What forbids to take the found table for the wanted one. */
  void add(List<String> sentences) {
    obstacles.addAll(sentences);
  }

  /** The plan where there is no such table. */
  TableMigration create() {
    List<SchemaChange> changes = wanted.columns().isEmpty() ? List.of() : tables.creation(wanted);
    return new TableMigration(wanted, null, changes, List.of());
  }

  /** The plan where a table is there; without changes where it is refused. */
  TableMigration change(StoredTable found, MigrationMode mode, RefusalText refusal) {
    if (wanted.columns().isEmpty()) {
      return new TableMigration(wanted, found, List.of(), List.of());
    }
    RelationKind kind = found.surroundings().kind();
    if (!kind.takesRows()) {
      refusal.hopeless(wanted.name(), List.of(), List.of(TableObstacles.nameOf(kind)));
      return new TableMigration(wanted, found, List.of(), List.of());
    }
    TableComparison.compare(rules, capabilities, wanted, found).stream()
        .map(this::withoutLoss)
        .forEach(differences::add);
    List<String> reasons = differences.stream().map(DifferenceWords::difference).toList();
    List<String> manual =
        differences.stream()
            .filter(difference -> !difference.automatic())
            .map(DifferenceWords::difference)
            .toList();
    obstacles.addAll(
        TableObstacles.of(
            found, differences, !manual.isEmpty(), dependent -> rules.isOwn(wanted, dependent)));
    if (!manual.isEmpty() && mode == MigrationMode.SAFE) {
      refusal.forcible(wanted.name(), manual, obstacles);
    } else if (!obstacles.isEmpty()) {
      refusal.hopeless(wanted.name(), manual, obstacles);
    } else if (!manual.isEmpty()) {
      return new TableMigration(
          wanted,
          found,
          keepsTable ? tables.replacement(wanted, found) : tables.recreation(wanted),
          manual);
    }
    return new TableMigration(wanted, found, changes(), reasons);
  }

  /** The difference, or that it would lose values. */
  private TableDifference withoutLoss(TableDifference difference) {
    return difference instanceof TypeConverted(String column, String from, String to)
        ? lost.stream()
            .filter(values -> values.table().equals(wanted.name()))
            .filter(values -> values.column().equals(column))
            .findFirst()
            .<TableDifference>map(values -> new ValuesLost(column, from, to, values.words()))
            .orElse(difference)
        : difference;
  }

  private List<SchemaChange> changes() {
    return differences.stream()
        .map(difference -> change(wanted.name(), difference))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<SchemaChange> change(String table, TableDifference difference) {
    return switch (difference) {
      case ColumnAdded(StoredColumn column) -> Optional.of(new AddColumn(table, column));
      case KeyMoved(StoredKey from, String to, List<String> nullable) ->
          Optional.of(new MovePrimaryKey(table, from, to, nullable));
      case NotNullLeftOver(String column) -> Optional.of(new AllowNull(table, column));
      case NotNullReleased(String column) -> Optional.of(new AllowNull(table, column));
      case TypeWidened(String column, String _, String to, boolean _) ->
          Optional.of(new WidenColumn(table, column, to));
      case TypeConverted(String column, String from, String to) ->
          Optional.of(new ConvertColumn(table, column, from, to));
      case UniqueRemoved(String column, String constraint) ->
          Optional.of(new DropUniqueConstraint(table, column, constraint));
      case TableCommentChanged(String text) -> Optional.of(new CommentTable(table, text));
      case ColumnCommentChanged(String column, String text) ->
          Optional.of(new CommentColumn(table, column, text));
      case IndexMissing(StoredIndex index) -> Optional.of(new CreateIndex(table, index));
      case ColumnRemoved _,
          TypeChanged _,
          ValuesLost _,
          NotNullChanged _,
          KeyChanged _,
          UniqueAdded _,
          RowsOutdated _ ->
          Optional.empty();
    };
  }
}
