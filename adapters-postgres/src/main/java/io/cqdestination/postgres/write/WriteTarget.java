package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.RelationKind;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.catalog.WritableTable;
import io.cqdestination.postgres.copy.RowEncoder;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.history.HistoryTable;
import io.cqdestination.postgres.history.VersionStatements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A table of the database that rows are written into. Immutable. */
final class WriteTarget implements RowTarget {
  private final String qualifiedName;
  private final StoredTable found;
  private final WritableTable table;
  private final TableMapping mapping;
  private final String schema;
  private final History history;

  /** What there is of a history. */
  sealed interface History {
    /** None is wanted. */
    record Unwanted() implements History {}

    /** The table has none. */
    record Missing() implements History {}

    /** The table has one. */
    record Kept(HistoryTable table) implements History {}
  }

  WriteTarget(String schema, WritableTable table, TableMapping mapping, History history) {
    this.schema = schema;
    this.history = history;
    this.found = table.definition();
    this.qualifiedName = Identifiers.qualified(schema, found.name());
    this.table = table;
    this.mapping = mapping;
  }

  @Override
  public String storedName() {
    return found.name();
  }

  @Override
  public boolean hasRules() {
    return table.hasRules();
  }

  @Override
  public Set<String> refersTo() {
    return table.refersTo();
  }

  @Override
  public boolean keepsHistory() {
    return history instanceof History.Kept;
  }

  @Override
  public RecordPlan plan(Table record) {
    StoredTable wanted = mapping.stored(record);
    List<String> columns = new ArrayList<>();
    List<String> types = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    Map<String, String> keyTypes = new HashMap<>();
    boolean[] keyFields = new boolean[record.columns().size()];
    boolean sameTypes = true;
    for (int i = 0; i < record.columns().size(); i++) {
      Column column = record.columns().get(i);
      StoredColumn stored = wanted.columns().get(i);
      StoredColumn target = found.column(stored.name()).orElseThrow(() -> missing(record, column));
      columns.add(stored.name());
      types.add(stored.type());
      sameTypes &= mapping.sameType(stored.type(), target.type());
      if (column.primaryKey()) {
        keys.add(stored.name());
        if (!mapping.sameType(stored.type(), target.type())) {
          keyTypes.put(stored.name(), target.type());
        }
        keyFields[i] = true;
      }
    }
    requireIndex(record, keys);
    return new RecordPlan(
        new WriteStatements(
            qualifiedName,
            columns,
            types,
            keys,
            new TargetColumns(keyTypes, table.identityColumns())),
        new RowEncoder(record.columns(), types),
        keyFields,
        sameTypes,
        versions(record, keys));
  }

  private Optional<VersionStatements> versions(Table record, List<String> keys) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    return switch (history) {
      case History.Unwanted _ -> Optional.empty();
      case History.Kept(HistoryTable kept) ->
          Optional.of(new VersionStatements(schema, found, kept, keys));
      case History.Missing _ ->
          throw new DatabaseRefused(
              "table %s has no history %s, which write_history wants; migrate the table first"
                  .formatted(record.name(), HistoryTable.nameFor(found.name())),
              null);
    };
  }

  /**
   * Rows that go straight into a table meet no others where it has no index for their keys, and
   * would be doubled. Of a view the server knows which table it asks.
   */
  private void requireIndex(Table record, List<String> keys) {
    if (keys.isEmpty()
        || found.surroundings().kind().equals(RelationKind.VIEW)
        || table.uniqueKeys().contains(Set.copyOf(keys))) {
      return;
    }
    String there =
        table.uniqueKeys().stream()
            .map(WriteTarget::list)
            .sorted()
            .collect(Collectors.joining(", "));
    throw new DatabaseRefused(
        "table %s: rows replace those of the same key %s, and the table has no primary key or unique index of just these columns that is valid, immediate and without a condition; it has %s"
            .formatted(record.name(), list(keys), there.isEmpty() ? "none" : there),
        null);
  }

  private static String list(Collection<String> columns) {
    return columns.stream().sorted().collect(Collectors.joining(", ", "(", ")"));
  }

  private static DatabaseRefused missing(Table record, Column column) {
    return new DatabaseRefused(
        "table %s has no column %s; migrate the table first, or remove the column from the source"
            .formatted(record.name(), column.name()),
        null);
  }
}
