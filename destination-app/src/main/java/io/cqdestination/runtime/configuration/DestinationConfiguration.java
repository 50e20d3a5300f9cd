package io.cqdestination.runtime.configuration;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A destination as a configuration file of the CLI describes it. Immutable.
 *
 * @param specJson the plugin's own spec, as the CLI would send it; may hold secrets
 */
public record DestinationConfiguration(
    String name,
    WriteMode writeMode,
    KeyMode keyMode,
    MigrationMode migrationMode,
    String specJson) {
  private static final String ROW_ID = "_cq_id";

  /** The plugin's spec as JSON in UTF-8. */
  public byte[] spec() {
    return specJson.getBytes(StandardCharsets.UTF_8);
  }

  /** The same destination, written to in another mode. */
  public DestinationConfiguration with(WriteMode otherMode) {
    return new DestinationConfiguration(name, otherMode, keyMode, migrationMode, specJson);
  }

  /** A table of a source as the CLI sends it to this destination: keys follow the modes. */
  public Table sent(Table table) {
    List<Column> columns = table.columns().stream().map(this::sent).toList();
    return new Table(table.name(), table.description(), table.parent(), columns);
  }

  private Column sent(Column column) {
    boolean appends = writeMode == WriteMode.APPEND;
    boolean key =
        switch (keyMode) {
          case DEFAULT -> column.primaryKey();
          case CQ_ID_ONLY -> column.name().equals(ROW_ID);
        };
    return new Column(
        column.name(),
        column.type(),
        column.nullable(),
        key && !appends,
        column.unique() && !appends);
  }

  /** Without the spec, which may hold secrets. */
  @Override
  public String toString() {
    return "destination " + name;
  }
}
