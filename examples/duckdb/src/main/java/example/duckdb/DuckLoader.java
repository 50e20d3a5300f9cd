package example.duckdb;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.jdbc.BulkLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Adds rows with DuckDB's appender. */
record DuckLoader(DuckDialect dialect) implements BulkLoader {

  @Override
  public void load(Connection session, String table, boolean temporary, List<RecordBatch> records)
      throws SQLException {
    DuckDBConnection connection = session.unwrap(DuckDBConnection.class);
    String catalog = temporary ? "temp" : session.getCatalog();
    try (DuckDBAppender appender = connection.createAppender(catalog, "main", table)) {
      DuckRows rows = new DuckRows(appender, dialect);
      for (RecordBatch record : records) {
        rows.append(record);
      }
      appender.flush();
    }
  }
}
