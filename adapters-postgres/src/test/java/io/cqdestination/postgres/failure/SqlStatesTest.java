package io.cqdestination.postgres.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

class SqlStatesTest {

  @ParameterizedTest
  @CsvSource({
    "08006, true, true",
    "57P01, true, true",
    "25P03, true, true",
    "57P05, true, true",
    "40001, true, false",
    "40P01, true, false",
    "55P03, true, false",
    "53300, true, false",
    "25006, true, false",
    "57014, false, false",
    "53100, false, false",
    "23505, false, false",
    "25P04, false, false"
  })
  void whatMayPassIsToldFromWhatStays(String state, boolean isTransient, boolean isLoss) {
    SQLException failure = new SQLException("words", state);
    assertThat(SqlStates.isTransient(failure)).isEqualTo(isTransient);
    assertThat(SqlStates.isConnectionLoss(failure)).isEqualTo(isLoss);
  }

  @ParameterizedTest
  @CsvSource({
    "08006, true",
    "40003, true",
    "25P04, true",
    "57P01, true",
    "23505, false",
    "40001, false"
  })
  void whatMayHaveHappenedAfterACommitIsToldFromWhatHasNot(String state, boolean isOpen) {
    assertThat(SqlStates.leavesOutcomeOpen(new SQLException("words", state))).isEqualTo(isOpen);
  }

  @Test
  void aBrokenSocketIsALossAndExplained() {
    IOException cause = new SocketException("Connection reset");
    SQLException failure = new SQLException("the driver's words", null, cause);
    assertThat(SqlStates.isConnectionLoss(failure)).isTrue();
    assertThat(ServerWords.of(failure)).isEqualTo("the driver's words; Connection reset");
  }

  @Test
  void aValueOfTheWrongLengthIsNoLoss() throws SQLException {
    byte[] rowWithAShortInteger = {
      'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
      2, 0, 1
    };
    try (Database database = PostgresServer.shared().create();
        Connection connection = database.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (i integer)");
      }
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY t FROM STDIN (FORMAT binary)");
      copy.writeToCopy(rowWithAShortInteger, 0, rowWithAShortInteger.length);
      SQLException failure = catchThrowableOfType(SQLException.class, copy::endCopy);
      assertThat(failure.getSQLState()).isEqualTo("08P01");
      assertThat(SqlStates.isConnectionLoss(failure)).isFalse();
      assertThat(SqlStates.isTransient(failure)).isFalse();
    }
  }
}
