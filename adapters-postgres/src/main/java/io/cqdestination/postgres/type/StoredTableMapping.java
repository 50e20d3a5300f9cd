package io.cqdestination.postgres.type;

import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredIndex;
import io.cqdestination.core.migration.StoredKey;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.NameLimit;
import io.cqdestination.postgres.dialect.ObjectNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL or CockroachDB would hold a table. Pure and thread-safe. */
public final class StoredTableMapping implements TableMapping {
  private static final List<String> INDEXED = List.of("_cq_source_name", "_cq_sync_time");

  private final Dialect dialect;
  private final ColumnTypeNames types;
  private final NameLimit nameLimit;
  private final boolean performanceIndexes;

  /**
   * @param nameLimit how long the database's names may be
   * @param performanceIndexes whether tables get an index that makes deleting stale rows cheaper
   */
  public StoredTableMapping(Dialect dialect, NameLimit nameLimit, boolean performanceIndexes) {
    this.dialect = dialect;
    this.types = new ColumnTypeNames(dialect);
    this.nameLimit = nameLimit;
    this.performanceIndexes = performanceIndexes;
  }

  @Override
  public StoredTable stored(Table wanted) {
    String name = storedName(wanted.name());
    List<StoredColumn> columns =
        wanted.columns().stream().map(column -> stored(name, column)).toList();
    List<String> key =
        wanted.primaryKey().stream().map(column -> storedName(column.name())).toList();
    return new StoredTable(
        name,
        columns,
        key.isEmpty() ? null : new StoredKey(name + "_pkey", key),
        comment(wanted.description()));
  }

  @Override
  public String storedName(String tableName) {
    return ObjectNames.fit(tableName, nameLimit);
  }

  @Override
  public boolean isOwnConstraint(StoredTable wanted, String column, String constraint) {
    return constraint.equals(dialect.uniqueConstraintName(wanted.name(), column, nameLimit));
  }

  @Override
  public List<StoredIndex> indexes(StoredTable wanted) {
    boolean possible =
        wanted.primaryKey() != null
            && INDEXED.stream().allMatch(column -> wanted.column(column).isPresent());
    return performanceIndexes && possible
        ? List.of(new StoredIndex(PerformanceIndex.name(wanted.name(), nameLimit), INDEXED))
        : List.of();
  }

  @Override
  public List<String> objections(StoredTable wanted) {
    List<String> sentences = new ArrayList<>();
    if (wanted.name().isEmpty()) {
      sentences.add("the table has no name");
    }
    if (wanted.columns().size() > dialect.maxColumns()) {
      sentences.add(
          "%d columns are more than %s can hold"
              .formatted(wanted.columns().size(), dialect.product()));
    }
    for (StoredColumn column : wanted.columns()) {
      if (column.name().isEmpty()) {
        sentences.add("a column has no name");
      } else if (dialect.reservedColumnNames().contains(column.name())) {
        sentences.add(
            "column %s: %s keeps the name for itself".formatted(column.name(), dialect.product()));
      }
    }
    return sentences;
  }

  @Override
  public boolean sameType(String wanted, String found) {
    return dialect.sameType(wanted, found);
  }

  private StoredColumn stored(String table, Column column) {
    String name = storedName(column.name());
    return new StoredColumn(
        name,
        types.name(column.type()),
        !column.nullable() || column.primaryKey(),
        false,
        column.unique() ? dialect.uniqueConstraintName(table, name, nameLimit) : null,
        null);
  }

  private @Nullable String comment(String description) {
    String text = nameLimit.encoding().storable(description.replace("\0", ""));
    return text.isEmpty() ? null : text;
  }
}
