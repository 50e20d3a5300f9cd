package io.cqdestination.postgres.read;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.copy.FieldDecoders;
import io.cqdestination.postgres.fixture.HostileSettings;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadFailureTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 21, 24})
  void aRowThatIsCutIsRefused(int length) {
    Table table = Table.of("t", Column.of("n", Types.INT64));
    RowCollector collector =
        new RowCollector(
            table, () -> List.of(FieldDecoders.decoder(Types.INT64, "bigint")), _ -> {});
    byte[] data = new byte[length];
    if (length > 22) {
      data[20] = 1; // one field, of eight bytes
    }

    assertThatThrownBy(() -> new CopyRows(collector).add(data))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("table t: reading failed: the server sent a row that cannot be understood");
  }

  @Test
  void whatMayPassIsToldAsSuch() throws SQLException {
    Table table = Table.of("t", Column.of("n", Types.INT64));
    try (TestDatabase database = TestDatabase.create()) {
      database.create(table);
      try (Connection other = database.sql().connect();
          Statement statement = other.createStatement()) {
        HostileSettings.put(database.sql(), "lock_timeout = '100ms'");
        statement.execute("BEGIN; LOCK TABLE t");

        assertThatThrownBy(() -> database.read(table))
            .isInstanceOf(Unavailable.class)
            .hasMessage(
                "table t: reading failed: canceling statement due to lock timeout (SQLSTATE 55P03)");
      }
    }
  }
}
