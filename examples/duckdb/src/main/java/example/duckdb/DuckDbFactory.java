package example.duckdb;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.jdbc.JdbcDatabase;
import io.cqdestination.jdbc.JdbcDestination;
import io.cqdestination.runtime.spec.ReadSpec;
import io.cqdestination.runtime.spec.SpecSchema;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** Opens DuckDB's files. */
record DuckDbFactory(SyncMeter meter) implements DestinationFactory {
  private static final BatchLimits LIMITS =
      new BatchLimits(100_000, 16 << 20, Duration.ofSeconds(20), 64 << 20);

  @Override
  public Destination open(byte[] spec) {
    String path = ReadSpec.toOpen(spec, keys -> keys.requiredText("path"));
    DuckDialect dialect = new DuckDialect();
    DuckDBConnection connection = JdbcDatabase.connect(path, () -> connect(path), dialect);
    JdbcDatabase database = new JdbcDatabase(connection::duplicate, dialect);
    return JdbcDestination.of(path, database, new DuckLoader(dialect), LIMITS, meter, connection);
  }

  @Override
  public String specSchema() {
    return SpecSchema.beside(DuckDbFactory.class);
  }

  private static DuckDBConnection connect(String path) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + path, properties);
  }
}
