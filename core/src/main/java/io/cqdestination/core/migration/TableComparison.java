package io.cqdestination.core.migration;

import io.cqdestination.core.migration.SchemaCapabilities.KeyMoves;
import io.cqdestination.core.migration.TableDifference.ColumnAdded;
import io.cqdestination.core.migration.TableDifference.ColumnCommentChanged;
import io.cqdestination.core.migration.TableDifference.ColumnRemoved;
import io.cqdestination.core.migration.TableDifference.IndexMissing;
import io.cqdestination.core.migration.TableDifference.KeyMoved;
import io.cqdestination.core.migration.TableDifference.NotNullChanged;
import io.cqdestination.core.migration.TableDifference.NotNullLeftOver;
import io.cqdestination.core.migration.TableDifference.NotNullReleased;
import io.cqdestination.core.migration.TableDifference.TableCommentChanged;
import io.cqdestination.core.migration.TableDifference.TypeChanged;
import io.cqdestination.core.migration.TableDifference.TypeConverted;
import io.cqdestination.core.migration.TableDifference.TypeWidened;
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
  private final TableRules rules;
  private final SchemaCapabilities capabilities;
  private final StoredTable wanted;
  private final StoredTable found;
  private final Optional<TableDifference> key;
  private final boolean leavesNotNull;
  private final List<TableDifference> differences = new ArrayList<>();

  private TableComparison(
      TableRules rules, SchemaCapabilities capabilities, StoredTable wanted, StoredTable found) {
    KeyMoves moves = capabilities.keyMoves();
    KeyComparison keys = new KeyComparison(wanted, found, moves != KeyMoves.NEVER);
    this.rules = rules;
    this.capabilities = capabilities;
    this.wanted = wanted;
    this.found = found;
    this.key = keys.difference();
    this.leavesNotNull = moves == KeyMoves.IN_STEPS && keys.hasMoved();
  }

  /** The differences in the order in which a migration has to settle them. */
  static List<TableDifference> compare(
      TableRules rules, SchemaCapabilities capabilities, StoredTable wanted, StoredTable found) {
    TableComparison comparison = new TableComparison(rules, capabilities, wanted, found);
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
    String name = column.name();
    String from = there.type();
    String to = column.type();
    if (!rules.sameType(to, from)) {
      differences.add(
          capabilities
              .widening()
              .cost(from, to)
              .<TableDifference>map(cost ->
                  switch (cost) {
                    case CATALOGUE -> new TypeWidened(name, from, to, false);
                    case REWRITE -> new TypeWidened(name, from, to, true);
                    case CHECKED_REWRITE -> new TypeConverted(name, from, to);
                  })
              .orElseGet(() -> new TypeChanged(name, from, to)));
    }
  }

  private void compareNotNull(StoredColumn column, StoredColumn there) {
    if (column.notNull() == there.notNull()) {
      return;
    }
    if (leavesNotNull && there.notNull()) {
      differences.add(new NotNullLeftOver(column.name()));
    } else if (capabilities.notNullReleases() && there.notNull()) {
      differences.add(new NotNullReleased(column.name()));
    } else {
      differences.add(new NotNullChanged(column.name(), column.notNull()));
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
    if (!capabilities.uniqueConstraints()) {
      return;
    }
    String name = column.name();
    if (constraint == null) {
      if (column.uniqueConstraint() != null && !wanted.keyColumns().equals(List.of(name))) {
        differences.add(new UniqueAdded(name));
      }
    } else if (column.uniqueConstraint() == null
        && rules.isOwnConstraint(wanted, name, constraint)) {
      differences.add(new UniqueRemoved(name, constraint));
    }
  }

  private void compareIndexes() {
    for (StoredIndex index : rules.indexes(wanted)) {
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
