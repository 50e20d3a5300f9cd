package io.cqdestination.runtime.load;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.runtime.configuration.DestinationConfiguration;
import io.cqdestination.runtime.configuration.WriteMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How files become tables and rows. Immutable.
 *
 * @param destination its modes decide about keys
 * @param tableName empty where each file says or names its table
 * @param keyColumns empty where each file says its key, and where rows are only added
 * @param migrationMode empty where tables are taken as they are
 */
public record LoadOptions(
    DestinationConfiguration destination,
    Optional<String> tableName,
    List<String> keyColumns,
    Optional<MigrationMode> migrationMode) {
  /** Where standard input and a shell's pipes are, under names that say nothing. */
  private static final Path DEVICES = Path.of("/dev");

  public LoadOptions {
    keyColumns = List.copyOf(keyColumns);
  }

  /**
   * The table that a file's rows go to.
   *
   * @param described the table as the file describes it
   * @throws InvalidInput when it has no columns, no name, or a key column is none of the columns
   */
  Table table(Path file, Table described) {
    if (described.columns().isEmpty()) {
      throw new InvalidInput(file + " has no columns");
    }
    Table table =
        new Table(
            name(file, described),
            described.description(),
            described.parent(),
            described.columns());
    Table sent = destination.sent(table);
    return keyColumns.isEmpty() ? sent : keyed(file, sent);
  }

  /** Whether rows replace those with the same key. */
  boolean overwrites() {
    return destination.writeMode() != WriteMode.APPEND;
  }

  private Table keyed(Path file, Table table) {
    for (String column : keyColumns) {
      if (table.column(column).isEmpty()) {
        throw new InvalidInput("%s has no column %s to be a key".formatted(file, column));
      }
    }
    List<Column> columns =
        table.columns().stream()
            .map(column ->
                new Column(
                    column.name(),
                    column.type(),
                    column.nullable(),
                    keyColumns.contains(column.name()),
                    column.unique()))
            .toList();
    return new Table(table.name(), table.description(), table.parent(), columns);
  }

  private String name(Path file, Table described) {
    if (tableName.isPresent()) {
      return tableName.get();
    }
    if (!described.name().isEmpty()) {
      return described.name();
    }
    if (file.startsWith(DEVICES)) {
      throw new InvalidInput(
          "%s: its schema does not name the table (cq:table_name): name it with -t"
              .formatted(file));
    }
    return nameOf(file);
  }

  /** The file's name without folder and last extension. */
  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
