package io.cqdestination.postgres.history;

import static io.cqdestination.postgres.history.HistoryTable.TIME;
import static io.cqdestination.postgres.history.HistoryTable.VALID_FROM;
import static io.cqdestination.postgres.history.HistoryTable.VALID_TO;

import io.cqdestination.core.migration.Dependent;
import io.cqdestination.core.migration.DerivedTables;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredIndex;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.NameLimit;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.dialect.SchemaName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of versions, beside those with a key. Pure and thread-safe. */
public final class HistoryTables implements DerivedTables {
  private static final String INDEX_SUFFIX = "_open_versions";

  private final TableMapping mapping;
  private final Dialect dialect;
  private final NameLimit nameLimit;
  private final SchemaName schema;

  /**
   * @param mapping of the tables whose versions are kept
   */
  public HistoryTables(
      TableMapping mapping, Dialect dialect, NameLimit nameLimit, SchemaName schema) {
    this.mapping = mapping;
    this.dialect = dialect;
    this.nameLimit = nameLimit;
    this.schema = schema;
  }

  @Override
  public List<StoredTable> of(Table wanted) {
    StoredTable source = mapping.stored(wanted);
    if (source.primaryKey() == null || !objections(source).isEmpty()) {
      return List.of();
    }
    List<StoredColumn> columns = new ArrayList<>();
    for (StoredColumn column : source.columns()) {
      boolean isKey = source.keyColumns().contains(column.name());
      columns.add(column(column.name(), column.type(), isKey ? HistoryTable.KEY : null));
    }
    columns.add(column(VALID_FROM, TIME, null));
    columns.add(column(VALID_TO, TIME, null));
    return List.of(new StoredTable(HistoryTable.nameFor(source.name()), columns, null, null));
  }

  private static StoredColumn column(String name, String type, @Nullable String comment) {
    return new StoredColumn(name, type, false, false, null, comment);
  }

  @Override
  public boolean areKept() {
    return true;
  }

  /** The one that finds the version of a row that is in the table. */
  @Override
  public List<StoredIndex> indexes(StoredTable wanted) {
    return HistoryTable.of(wanted).stream()
        .map(history ->
            new StoredIndex(
                ObjectNames.withSuffix(history.source(), INDEX_SUFFIX, nameLimit), history.keys()))
        .toList();
  }

  @Override
  public List<String> objections(StoredTable wanted) {
    if (wanted.primaryKey() == null) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    String name = HistoryTable.nameFor(wanted.name());
    if (!ObjectNames.fit(name, nameLimit).equals(name)) {
      sentences.add("write_history needs the name %s, which is too long".formatted(name));
    }
    wanted.columns().stream()
        .map(StoredColumn::name)
        .filter(HistoryTable::isTime)
        .map("column %s: write_history needs the name for itself"::formatted)
        .forEach(sentences::add);
    if (wanted.columns().size() + 2 > dialect.maxColumns()) {
      sentences.add(
          "write_history needs two columns more than the %d, and %s cannot hold so many"
              .formatted(wanted.columns().size(), dialect.product()));
    }
    return sentences;
  }

  @Override
  public List<String> claims(StoredTable found) {
    return HistoryTable.of(found).stream()
        .map(HistoryTable::source)
        .map("the database has the history of table %s under this name"::formatted)
        .toList();
  }

  @Override
  public List<String> obstacles(StoredTable derived, StoredTable found) {
    boolean hasTimes = found.column(VALID_FROM).isPresent() && found.column(VALID_TO).isPresent();
    return hasTimes
        ? List.of()
        : List.of(
            "write_history needs the name, and the database has a table of it that is no history (columns %s and %s): give that another name"
                .formatted(VALID_FROM, VALID_TO));
  }

  /** Versions that are told by other columns cannot be told from those that come. */
  @Override
  public List<String> outdated(StoredTable derived, StoredTable found) {
    Set<String> wanted = keys(derived);
    Set<String> there = keys(found);
    return there.isEmpty() || there.equals(wanted)
        ? List.of()
        : List.of(
            "key: changed from %s to %s"
                .formatted(there.stream().sorted().toList(), wanted.stream().sorted().toList()));
  }

  private static Set<String> keys(StoredTable table) {
    return HistoryTable.of(table)
        .map(history -> (Set<String>) new HashSet<>(history.keys()))
        .orElse(Set.of());
  }

  /** The function over the history. */
  @Override
  public boolean isOwn(StoredTable wanted, Dependent dependent) {
    return HistoryTable.of(wanted)
        .filter(history ->
            unquoted("function %s.%s(%s)".formatted(schema.value(), history.function(), TIME))
                .equals(unquoted(dependent.description())))
        .isPresent();
  }

  private static String unquoted(String words) {
    return words.replace("\"", "");
  }

  @Override
  public boolean sameType(String wanted, String found) {
    return mapping.sameType(wanted, found);
  }
}
