package io.cqdestination.postgres.read;

import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.RowReader;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.logging.LoggedCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Reads tables with COPY TO. Thread-safe. */
public final class PostgresRowReader implements RowReader {
  private final String schema;
  private final TableMapping mapping;
  private final SchemaCatalog catalog;
  private final ConnectionSource connections;

  public PostgresRowReader(
      String schema, TableMapping mapping, SchemaCatalog catalog, ConnectionSource connections) {
    this.schema = schema;
    this.mapping = mapping;
    this.catalog = catalog;
    this.connections = connections;
  }

  @Override
  public void read(Table table, Consumer<RecordBatch> sink) {
    TableSelection selection = TableSelection.of(table, schema, mapping, catalog);
    String statement = "COPY (%s) TO STDOUT (FORMAT binary)".formatted(selection.query());
    RowCollector collector = new RowCollector(table, selection::decoders, sink);
    CopyRows rows = new CopyRows(collector);
    try (Connection connection = connections.connect()) {
      LoggedCopy.receive(connection, statement, rows::add);
      collector.end();
    } catch (SQLException failure) {
      throw ReadFailure.of(table, failure);
    }
  }
}
