package io.cqdestination.postgres.read;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.RowReader;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.copy.FieldDecoder;
import io.cqdestination.postgres.copy.FieldDecoders;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.write.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
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
    StoredTable wanted = mapping.stored(table);
    StoredTable found = catalog.find(Set.of(wanted.name())).get(wanted.name());
    if (found == null) {
      throw new DatabaseRefused("table %s not found".formatted(table.name()), null);
    }
    String statement = copyOut(table, wanted, found);
    CopyRows rows = new CopyRows(table, () -> decoders(table, wanted), sink);
    try (Connection connection = connections.connect()) {
      CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
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
      rows.end();
    } catch (SQLException failure) {
      String message =
          "table %s: reading failed: %s".formatted(table.name(), ServerWords.of(failure));
      throw SqlStates.isConnectionLoss(failure)
          ? new Unavailable(message, failure)
          : new DatabaseRefused(message, failure);
    }
  }

  private static List<FieldDecoder> decoders(Table table, StoredTable wanted) {
    List<FieldDecoder> decoders = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      decoders.add(FieldDecoders.decoder(table.columns().get(i), wanted.columns().get(i).type()));
    }
    return decoders;
  }

  /** Columns of another type than asked for are converted by the server. */
  private String copyOut(Table table, StoredTable wanted, StoredTable found) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      StoredColumn stored = wanted.columns().get(i);
      StoredColumn target =
          found
              .column(stored.name())
              .orElseThrow(() ->
                  new DatabaseRefused(
                      "table %s has no column %s".formatted(table.name(), column.name()), null));
      String name = Identifiers.quoted(stored.name());
      columns.add(
          mapping.sameType(stored.type(), target.type())
              ? name
              : "CAST(%s AS %s)".formatted(name, stored.type()));
    }
    return "COPY (SELECT %s FROM %s) TO STDOUT (FORMAT binary)"
        .formatted(String.join(", ", columns), Identifiers.qualified(schema, found.name()));
  }
}
