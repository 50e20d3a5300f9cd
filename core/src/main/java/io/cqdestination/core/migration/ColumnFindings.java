package io.cqdestination.core.migration;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sorts the differences of two tables by the columns they concern. */
final class ColumnFindings {
  private final StoredTable wanted;
  private final StoredTable found;
  private final Map<String, List<TableDifference>> byColumn = new LinkedHashMap<>();

  ColumnFindings(StoredTable wanted, StoredTable found, List<TableDifference> differences) {
    this.wanted = wanted;
    this.found = found;
    for (StoredTable table : List.of(wanted, found)) {
      table.columns().forEach(column -> byColumn.put(column.name(), new ArrayList<>()));
    }
    for (TableDifference difference : differences) {
      columnsOf(difference).forEach(name -> listOf(name).add(difference));
    }
  }

  /**
   * @param safe what safe mode does to the whole table; null where it settles each difference
   * @param forced what forced mode does to the whole table; null where it settles each difference
   */
  List<ColumnFinding> list(@Nullable String safe, @Nullable String forced) {
    List<ColumnFinding> findings = new ArrayList<>();
    byColumn.forEach((name, differences) -> {
      if (!differences.isEmpty()) {
        findings.add(finding(name, differences, safe, forced));
      }
    });
    return findings;
  }

  private ColumnFinding finding(
      String name,
      List<TableDifference> differences,
      @Nullable String safe,
      @Nullable String forced) {
    return new ColumnFinding(
        name,
        category(differences),
        type(found, name),
        type(wanted, name),
        safe == null ? settlement(differences) : safe,
        forced == null ? settlement(differences) : forced);
  }

  private static FindingCategory category(List<TableDifference> differences) {
    if (!differences.stream().allMatch(TableDifference::automatic)) {
      return FindingCategory.MANUAL_MIGRATION_REQUIRED;
    }
    return differences.stream().anyMatch(TableAssessor::noteworthy)
        ? FindingCategory.AUTOMATICALLY_MIGRATABLE
        : FindingCategory.NO_CHANGE;
  }

  private static String settlement(List<TableDifference> differences) {
    return differences.stream().map(DifferenceWords::settlement).collect(Collectors.joining("; "));
  }

  private static String type(StoredTable table, String column) {
    return table.column(column).map(StoredColumn::type).orElse("");
  }

  private List<TableDifference> listOf(String column) {
    return byColumn.computeIfAbsent(column, _ -> new ArrayList<>());
  }

  private static Stream<String> columnsOf(TableDifference difference) {
    return switch (difference) {
      case ColumnAdded(StoredColumn column) -> Stream.of(column.name());
      case ColumnRemoved(StoredColumn column, boolean _) -> Stream.of(column.name());
      case TypeChanged(String column, String _, String _) -> Stream.of(column);
      case TypeWidened(String column, String _, String _, boolean _) -> Stream.of(column);
      case TypeConverted(String column, String _, String _) -> Stream.of(column);
      case ValuesLost(String column, String _, String _, String _) -> Stream.of(column);
      case NotNullChanged(String column, boolean _) -> Stream.of(column);
      case NotNullReleased(String column) -> Stream.of(column);
      case NotNullLeftOver(String column) -> Stream.of(column);
      case UniqueAdded(String column) -> Stream.of(column);
      case UniqueRemoved(String column, String _) -> Stream.of(column);
      case ColumnCommentChanged(String column, String _) -> Stream.of(column);
      case KeyMoved(StoredKey from, String to, var _) ->
          Stream.concat(from.columns().stream(), Stream.of(to)).distinct();
      case KeyChanged(@Nullable StoredKey from, @Nullable StoredKey to) ->
          Stream.concat(missing(from, to), missing(to, from));
      case TableCommentChanged _, IndexMissing _, RowsOutdated _ -> Stream.empty();
    };
  }

  private static Stream<String> missing(@Nullable StoredKey there, @Nullable StoredKey here) {
    return there == null
        ? Stream.empty()
        : there.columns().stream()
            .filter(column -> here == null || !here.columns().contains(column));
  }
}
