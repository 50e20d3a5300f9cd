package io.cqdestination.postgres.read;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.RowReader;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.copy.FieldDecoder;
import io.cqdestination.postgres.text.ValueForm;
import io.cqdestination.postgres.text.ValueForms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables with SELECT, some rows at a time, as COPY TO came late to CockroachDB and without
 * the binary format. The connection runs nothing else meanwhile: portals that take turns came late
 * too. Thread-safe.
 */
public final class CockroachRowReader implements RowReader {
  private static final int ROWS_AT_A_TIME = 2_000;

  private final String schema;
  private final TableMapping mapping;
  private final SchemaCatalog catalog;
  private final ConnectionSource connections;

  public CockroachRowReader(
      String schema, TableMapping mapping, SchemaCatalog catalog, ConnectionSource connections) {
    this.schema = schema;
    this.mapping = mapping;
    this.catalog = catalog;
    this.connections = connections;
  }

  @Override
  public void read(Table table, Consumer<RecordBatch> sink) {
    TableSelection selection = TableSelection.of(table, schema, mapping, catalog);
    List<ValueForm> forms = selection.types().stream().map(ValueForms::of).toList();
    RowCollector collector = new RowCollector(table, selection::decoders, sink);
    try (Connection connection = connections.connect()) {
      boolean complete = false;
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(selection.query())) {
        statement.setFetchSize(ROWS_AT_A_TIME);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            add(table, rows, forms, collector);
          }
        }
        complete = true;
      } finally {
        if (!complete) {
          // The portal is open still, and nothing else could use the connection.
          connection.abort(Runnable::run);
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
      collector.end();
    } catch (SQLException failure) {
      throw ReadFailure.of(table, failure);
    }
  }

  private static void add(Table table, ResultSet row, List<ValueForm> forms, RowCollector collector)
      throws SQLException {
    int bytes = 0;
    ByteSink binary = new ByteSink();
    for (int i = 0; i < forms.size(); i++) {
      FieldDecoder decoder = collector.fields().get(i);
      @Nullable String text = row.getString(i + 1);
      if (text == null) {
        decoder.column().appendNull();
      } else {
        binary.clear();
        try {
          forms.get(i).appendBinary(text, binary);
        } catch (InvalidInput malformed) {
          throw ReadFailure.of(table, table.columns().get(i), malformed);
        }
        byte[] value = binary.toByteArray();
        decoder.add(value, 0, value.length);
        bytes += value.length;
      }
    }
    collector.rowAdded(bytes);
  }
}
