package io.cqdestination.postgres.read;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.fixture.HostileSettings;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ReadFailureTest {

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
