package io.cqdestination.postgres.read;

import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.RowReader;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.logging.LoggedConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.copy.CopyOut;

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
      CopyOut copy = LoggedConnections.copyApi(connection).copyOut(statement);
      try {
        for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
          rows.add(data);
        }
      } finally {
        if (copy.isActive()) {
          // The driver's way of cancelling leaves rows behind that the next borrower would get.
          connection.abort(Runnable::run);
        }
      }
      collector.end();
    } catch (SQLException failure) {
      throw ReadFailure.of(table, failure);
    }
  }
}
