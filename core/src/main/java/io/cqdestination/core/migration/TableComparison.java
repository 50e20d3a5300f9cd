package io.cqdestination.core.migration;

import io.cqdestination.core.migration.TableDifference.ColumnAdded;
import io.cqdestination.core.migration.TableDifference.ColumnCommentChanged;
import io.cqdestination.core.migration.TableDifference.ColumnRemoved;
import io.cqdestination.core.migration.TableDifference.IndexMissing;
import io.cqdestination.core.migration.TableDifference.KeyMoved;
import io.cqdestination.core.migration.TableDifference.NotNullChanged;
import io.cqdestination.core.migration.TableDifference.NotNullLeftOver;
import io.cqdestination.core.migration.TableDifference.OriginChanged;
import io.cqdestination.core.migration.TableDifference.TableCommentChanged;
import io.cqdestination.core.migration.TableDifference.TypeChanged;
import io.cqdestination.core.migration.TableDifference.UniqueAdded;
import io.cqdestination.core.migration.TableDifference.UniqueRemoved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds every difference between a wanted table and the found one. Used once, by one thread. */
final class TableComparison {
  private final TableMapping mapping;
  private final StoredTable wanted;
  private final StoredTable found;
  private final Optional<TableDifference> key;
  private final boolean leavesNotNull;
  private final List<TableDifference> differences = new ArrayList<>();

  private TableComparison(TableMapping mapping, StoredTable wanted, StoredTable found) {
    KeyComparison keys = new KeyComparison(wanted, found, mapping.movesKeys());
    this.mapping = mapping;
    this.wanted = wanted;
    this.found = found;
    this.key = keys.difference();
    this.leavesNotNull = mapping.movesKeysInSteps() && keys.hasMoved();
  }

  /** The differences in the order in which a migration has to settle them. */
  static List<TableDifference> compare(
      TableMapping mapping, StoredTable wanted, StoredTable found) {
    TableComparison comparison = new TableComparison(mapping, wanted, found);
    comparison.compareColumns();
    comparison.key.ifPresent(comparison.differences::add);
    if (found.surroundings().owned()) {
      comparison.compareIndexes();
      comparison.compareComments();
    }
    return comparison.differences;
  }

  private void compareColumns() {
    Set<String> released =
        key.orElse(null) instanceof KeyMoved moved ? Set.copyOf(moved.nullable()) : Set.of();
    Map<String, StoredColumn> unmatched = byName(found);
    for (StoredColumn column : wanted.columns()) {
      @Nullable StoredColumn there = unmatched.remove(column.name());
      if (there == null) {
        differences.add(new ColumnAdded(column));
      } else {
        compareType(column, there);
        compareOrigin(column, there);
        if (!released.contains(column.name())) {
          compareNotNull(column, there);
        }
        compareUnique(column, there.uniqueConstraint());
      }
    }
    boolean keyMoves = key.orElse(null) instanceof KeyMoved;
    for (StoredColumn column : unmatched.values()) {
      if (!released.contains(column.name())) {
        compareRemoved(column, !keyMoves && found.keyColumns().contains(column.name()));
      }
    }
  }

  private void compareType(StoredColumn column, StoredColumn there) {
    if (!mapping.sameType(column.type(), there.type())) {
      differences.add(new TypeChanged(column.name(), there.type(), column.type()));
    }
  }

  private void compareOrigin(StoredColumn column, StoredColumn there) {
    if (!mapping.sameOrigin(column, there)) {
      differences.add(new OriginChanged(column.name(), there.comment(), column.comment()));
    }
  }

  private void compareNotNull(StoredColumn column, StoredColumn there) {
    if (column.notNull() != there.notNull()) {
      differences.add(
          leavesNotNull && there.notNull()
              ? new NotNullLeftOver(column.name())
              : new NotNullChanged(column.name(), column.notNull()));
    }
  }

  private void compareRemoved(StoredColumn column, boolean inKey) {
    ColumnRemoved removed = new ColumnRemoved(column, inKey);
    differences.add(
        leavesNotNull && !inKey && !removed.automatic()
            ? new NotNullLeftOver(column.name())
            : removed);
  }

  private void compareUnique(StoredColumn column, @Nullable String constraint) {
    String name = column.name();
    if (constraint == null) {
      if (column.uniqueConstraint() != null && !wanted.keyColumns().equals(List.of(name))) {
        differences.add(new UniqueAdded(name));
      }
    } else if (column.uniqueConstraint() == null
        && constraint.equals(mapping.uniqueConstraintName(wanted.name(), name))) {
      differences.add(new UniqueRemoved(name, constraint));
    }
  }

  private void compareIndexes() {
    for (StoredIndex index : mapping.indexes(wanted)) {
      if (!found.surroundings().indexNames().contains(index.name())) {
        differences.add(new IndexMissing(index));
      }
    }
  }

  private void compareComments() {
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

  private static Map<String, StoredColumn> byName(StoredTable table) {
    Map<String, StoredColumn> columns = LinkedHashMap.newLinkedHashMap(table.columns().size());
    table.columns().forEach(column -> columns.put(column.name(), column));
    return columns;
  }
}
