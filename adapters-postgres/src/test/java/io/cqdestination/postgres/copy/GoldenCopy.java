package io.cqdestination.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.type.ColumnTypeNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.PGConnection;

/**
 * Compares what we would send with what PostgreSQL itself sends for an SQL query of one column. The
 * connection is open while the tests of a class run.
 */
final class GoldenCopy implements BeforeAllCallback, AfterAllCallback {
  private static final int HEADER = 19;

  private static final ColumnTypeNames STORED =
      new ColumnTypeNames(new PostgresDialect(PostgresServer.shared().version().major()));

  private @Nullable Connection connection;

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    connection = PostgresServer.shared().administration().connect();
  }

  @Override
  public void afterAll(ExtensionContext context) throws SQLException {
    connection().close();
  }

  /** The bytes of a query's rows. */
  Golden sql(String query) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      connection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)", bytes);
    } catch (SQLException | IOException e) {
      throw new AssertionError(e.getMessage() + " in: " + query, e);
    }
    return new Golden(rows(bytes.toByteArray(), HEADER));
  }

  private Connection connection() {
    if (connection == null) {
      throw new IllegalStateException("open while tests run");
    }
    return connection;
  }

  /** Rows of one column, each in hexadecimal; ends at the trailer or the end of the bytes. */
  static List<String> rows(byte[] bytes, int from) {
    List<String> rows = new ArrayList<>();
    int at = from;
    while (at < bytes.length && BigEndian.getShort(bytes, at) >= 0) {
      int end = at + 6 + Math.max(0, BigEndian.getInt(bytes, at + 2));
      rows.add(HexFormat.of().formatHex(bytes, at, end));
      at = end;
    }
    return rows;
  }

  /** What the server sent. */
  record Golden(List<String> rows) {

    /** We send the same for values of the type in a column of the type that it is mapped to. */
    void isSentFor(ColumnType type, @Nullable Object... values) {
      isSentTo(STORED.name(type), type, values);
    }

    /** We send the same for values of the type in a column of the stored type. */
    void isSentTo(String storedType, ColumnType type, @Nullable Object... values) {
      assertThat(rows).as("rows in the SQL").hasSize(values.length);
      assertThat(encoded(type, storedType, Arrays.asList(values))).isEqualTo(rows);
    }
  }

  private static List<String> encoded(
      ColumnType type, String storedType, List<? extends @Nullable Object> values) {
    Table table = Table.of("golden", Column.of("value", type));
    ChunkPool pool = new ChunkPool(0);
    RowBuffer buffer = new RowBuffer(pool);
    new RowEncoder(table.columns(), List.of(storedType))
        .encode(
            Records.record(table, values.stream().map(Arrays::asList).toList()),
            0,
            values.size(),
            buffer,
            RowKeys.NONE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    buffer.forEach(bytes::write);
    buffer.free();
    return rows(bytes.toByteArray(), 0);
  }
}
