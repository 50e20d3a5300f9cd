package io.cqdestination.core.migration;

import io.cqdestination.core.migration.TableDifference.ColumnAdded;
import io.cqdestination.core.migration.TableDifference.ColumnCommentChanged;
import io.cqdestination.core.migration.TableDifference.ColumnRemoved;
import io.cqdestination.core.migration.TableDifference.IndexMissing;
import io.cqdestination.core.migration.TableDifference.KeyChanged;
import io.cqdestination.core.migration.TableDifference.KeyMoved;
import io.cqdestination.core.migration.TableDifference.NotNullChanged;
import io.cqdestination.core.migration.TableDifference.TableCommentChanged;
import io.cqdestination.core.migration.TableDifference.TypeChanged;
import io.cqdestination.core.migration.TableDifference.UniqueAdded;
import io.cqdestination.core.migration.TableDifference.UniqueRemoved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds every difference between a wanted table and the found one. Pure and thread-safe. */
final class TableComparison {
  /** The column whose key every source can fall back to; CloudQuery gives it to each row. */
  private static final String ROW_ID = "_cq_id";

  private final TableMapping mapping;

  TableComparison(TableMapping mapping) {
    this.mapping = mapping;
  }

  /** The differences in the order in which a migration has to settle them. */
  List<TableDifference> compare(StoredTable wanted, StoredTable found) {
    List<TableDifference> differences = new ArrayList<>();
    @Nullable KeyMoved move = moveToRowId(wanted, found);
    compareColumns(wanted, found, move, differences);
    if (move != null) {
      differences.add(move);
    } else if (!sameKey(wanted.primaryKey(), found.primaryKey())) {
      differences.add(new KeyChanged(found.primaryKey(), wanted.primaryKey()));
    }
    if (found.surroundings().owned()) {
      compareIndexesAndComments(wanted, found, differences);
    }
    return differences;
  }

  private void compareColumns(
      StoredTable wanted,
      StoredTable found,
      @Nullable KeyMoved move,
      List<TableDifference> differences) {
    Set<String> released = move == null ? Set.of() : Set.copyOf(move.nullable());
    Map<String, StoredColumn> unmatched = new HashMap<>();
    found.columns().forEach(column -> unmatched.put(column.name(), column));
    for (StoredColumn column : wanted.columns()) {
      @Nullable StoredColumn there = unmatched.remove(column.name());
      if (there == null) {
        differences.add(new ColumnAdded(column));
      } else {
        compareColumn(wanted, column, there, released, differences);
      }
    }
    Set<String> key = move == null ? new HashSet<>(found.keyColumns()) : Set.of();
    for (StoredColumn column : found.columns()) {
      if (unmatched.containsKey(column.name()) && !released.contains(column.name())) {
        differences.add(new ColumnRemoved(column, key.contains(column.name())));
      }
    }
  }

  private void compareColumn(
      StoredTable table,
      StoredColumn wanted,
      StoredColumn found,
      Set<String> released,
      List<TableDifference> differences) {
    String name = wanted.name();
    if (!mapping.sameType(wanted.type(), found.type())) {
      differences.add(new TypeChanged(name, found.type(), wanted.type()));
    }
    if (wanted.notNull() != found.notNull() && !released.contains(name)) {
      differences.add(new NotNullChanged(name, wanted.notNull()));
    }
    compareUnique(table, wanted, found.uniqueConstraint(), differences);
  }

  private void compareUnique(
      StoredTable table,
      StoredColumn wanted,
      @Nullable String found,
      List<TableDifference> differences) {
    String name = wanted.name();
    if (found == null) {
      boolean keyAlone = table.keyColumns().equals(List.of(name));
      if (wanted.uniqueConstraint() != null && !keyAlone) {
        differences.add(new UniqueAdded(name));
      }
    } else if (wanted.uniqueConstraint() == null
        && found.equals(mapping.uniqueConstraintName(table.name(), name))) {
      differences.add(new UniqueRemoved(name, found));
    }
  }

  private void compareIndexesAndComments(
      StoredTable wanted, StoredTable found, List<TableDifference> differences) {
    for (StoredIndex index : mapping.indexes(wanted)) {
      if (!found.surroundings().indexNames().contains(index.name())) {
        differences.add(new IndexMissing(index));
      }
    }
    if (wanted.comment() != null && !wanted.comment().equals(found.comment())) {
      differences.add(new TableCommentChanged(wanted.comment()));
    }
    for (StoredColumn column : wanted.columns()) {
      @Nullable String text = column.comment();
      if (text != null
          && !text.equals(found.column(column.name()).map(StoredColumn::comment).orElse(null))) {
        differences.add(new ColumnCommentChanged(column.name(), text));
      }
    }
  }

  private static @Nullable KeyMoved moveToRowId(StoredTable wanted, StoredTable found) {
    @Nullable StoredKey from = found.primaryKey();
    if (from == null
        || !wanted.keyColumns().equals(List.of(ROW_ID))
        || from.columns().equals(List.of(ROW_ID))
        || found.column(ROW_ID).isEmpty()) {
      return null;
    }
    Set<String> stillNotNull = new HashSet<>();
    for (StoredColumn column : wanted.columns()) {
      if (column.notNull()) {
        stillNotNull.add(column.name());
      }
    }
    return new KeyMoved(
        from,
        ROW_ID,
        from.columns().stream().filter(column -> !stillNotNull.contains(column)).toList());
  }

  private static boolean sameKey(@Nullable StoredKey wanted, @Nullable StoredKey found) {
    return wanted == null || found == null
        ? Objects.equals(wanted, found)
        : wanted.sameColumns(found);
  }
}
